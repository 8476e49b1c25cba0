import type { SourceMatch } from '../../facts.ts'
import { failIfAny, finding, rule } from '../../rule.ts'

const called = ({ groups }: SourceMatch): string => groups['host'] ?? groups['kit'] ?? groups['ruby'] ?? ''

export const directModels = rule({
  id: 'repository/direct-models',
  source: 'repository',
  requirements: ['MIRAI:EXI-G-4'],
  title: { fr: 'Les modèles d’IA passent par le service commun', en: 'AI models go through the shared service' },
  failureTitle: { fr: 'Des modèles d’IA sont appelés directement', en: 'AI models are called directly' },
  why: {
    fr: 'Un appel direct sort des données sans protection, sans budget ni trace, et refait ce que le socle mutualise.',
    en: 'A direct call lets data out without protection, budget or trace, and redoes what the base shares.',
  },
  mend: {
    fr: 'Lisez l’adresse du service dans la configuration et donnez celle du socle : l’interface est la même.',
    en: 'Read the address of the service from the configuration and give that of the base: the interface is the same.',
  },
  left: {
    fr: 'Les adresses données à l’exécution, et la justification d’un modèle propre.',
    en: 'Addresses given at run time, and the justification of a model of one’s own.',
  },
  needs: ['matches'],
  looksFor: {
    direct: {
      hints: [
        'api.openai.com',
        'api.anthropic.com',
        'api.mistral.ai',
        'generativelanguage.googleapis.com',
        'api.cohere',
        'api.groq.com',
        'openai.azure.com',
        'api.deepseek.com',
        'api.together.xyz',
        'openrouter.ai',
        'api-inference.huggingface.co',
        'api.x.ai',
        'api.perplexity.ai',
        'aiplatform.googleapis.com',
        'router.huggingface.co',
        'models.github.ai',
        '.ai.azure.com',
        'api.fireworks.ai',
        'api.replicate.com',
        'api.ai21.com',
        'api.cerebras.ai',
        'integrate.api.nvidia.com',
        'dashscope',
        'api.moonshot',
        'api.voyageai.com',
        'bedrock-runtime',
        'api.scaleway.ai',
        'endpoints.ai.cloud.ovh.net',
      ],
      expression:
        /https?:\/\/(?<host>api\.openai\.com|api\.anthropic\.com|api\.mistral\.ai|generativelanguage\.googleapis\.com|api\.cohere\.(?:ai|com)|api\.groq\.com|[\w-]+\.openai\.azure\.com|api\.deepseek\.com|api\.together\.xyz|openrouter\.ai\/api|api-inference\.huggingface\.co|api\.x\.ai|api\.perplexity\.ai|router\.huggingface\.co|models\.(?:github\.ai|inference\.ai\.azure\.com)|[\w-]+\.services\.ai\.azure\.com|api\.fireworks\.ai|api\.replicate\.com|api\.ai21\.com|api\.cerebras\.ai|integrate\.api\.nvidia\.com|dashscope[\w-]*\.aliyuncs\.com|api\.moonshot\.\w+|api\.voyageai\.com|[\w-]+-aiplatform\.googleapis\.com|aiplatform\.googleapis\.com|bedrock-runtime[.\w-]*amazonaws\.com|api\.scaleway\.ai|endpoints\.ai\.cloud\.ovh\.net)/i,
      kinds: ['code', 'data', 'markup'],
    },
    /** The client of a provider made without an address goes to the provider. */
    client: {
      hints: [
        'openai(',
        'anthropic(',
        'mistral(',
        'mistralclient(',
        'generativemodel(',
        'googlegenerativeai(',
        'cohere.client(',
        'chatopenai',
        'chatmistral',
        'chatanthropic',
        'openaiembeddings',
        'openai::client',
        'openaiclient',
        'chatmodel',
        'openai.newclient',
        'inferenceclient(',
        'chatcompletion.create',
        'createopenai(',
        'createmistral(',
        'mistralaichatmodel',
        'openai.api_key',
        'openai.newchatcompletion',
        'bedrock',
        'vertexai',
        'genai.',
        'generativeai',
        'groq(',
        'together(',
        'cohere.client',
        'replicate.run',
        'litellm',
        'init_chat_model(',
        'openaichatcompletion(',
        'chatcompletion(',
        'openai::factory',
        'ai-sdk/',
        'rubyllm',
        'openai\\client',
        'dspy.lm(',
        'llmclient',
        'chatgroq',
        'chatcohere',
        'chatgoogle',
      ],
      expression:
        /\b(?:new\s+)?(?<host>(?:Async)?(?:OpenAI|Anthropic|Mistral|MistralClient|GoogleGenerativeAI|GenerativeModel|OpenAIClient)|cohere\.Client|Chat(?:OpenAI|MistralAI|Anthropic)|OpenAIEmbeddings|InferenceClient|createOpenAI|createMistral|openai\.NewClient|openai\.ChatCompletion\.create|OpenAI::client|OpenAI::Client\.new|(?:OpenAi|MistralAi|Anthropic)ChatModel\.(?:builder|withApiKey)|async_openai::Client::new|AsyncAzureOpenAI|AzureOpenAI|Groq|Together|cohere\.(?:Async)?ClientV2|Chat(?:Groq|Cohere|VertexAI|Bedrock(?:Converse)?|GoogleGenerativeAI|Together|Fireworks)|genai\.(?:Client|configure)|vertexai\.init|replicate\.run|litellm\.a?completion|init_chat_model|dspy\.LM|new\s+(?:BedrockRuntimeClient|AmazonBedrockRuntimeClient|VertexAI)|BedrockRuntime(?:Async)?Client\.(?:builder|create)|bedrockruntime\.(?:New|NewFromConfig)|Add(?:Azure)?OpenAIChatCompletion)\s*\((?!.*(?:base_?url|baseURL|server_?url|endpoint|api_base|azure_endpoint))/,
      kinds: ['code'],
    },
    /** The same without brackets after the name, or by the name of the service. */
    named: {
      hints: ['bedrock', 'ai-sdk/', 'rubyllm'],
      expression:
        /\b(?:boto3|session|aws)\.client\s*\(\s*(?:service_name\s*=\s*)?["'](?<host>bedrock(?:-agent)?-runtime)["'](?!.*endpoint_url)|^\s*import\s.*from\s+["'](?<kit>@ai-sdk\/(?:openai|anthropic|mistral|google|cohere|groq|azure|amazon-bedrock))["']|\b(?<ruby>RubyLLM)\.(?:chat|configure)\b/,
      kinds: ['code'],
    },
    /** Somewhere else in the file an address is given. */
    addressed: {
      hints: [
        'base_uri',
        'uri_base',
        'withbaseuri',
        'baseuri',
        'base_url',
        'baseurl',
        'server_url',
        'serverurl',
        'api_base',
        'basepath',
        'azure_endpoint',
        'endpoint_url',
        'endpointoverride',
      ],
      expression:
        /\b(?:with_?)?(?:base_?ur[li]|uri_base|server_?url|api_base|basePath|azure_endpoint|endpoint_?url|endpoint_?override)\b/i,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({ matches }) =>
    failIfAny(
      [
        ...(matches['direct'] ?? []),
        ...(matches['named'] ?? []).filter(
          ({ path }) => !(matches['addressed'] ?? []).some((addressed) => addressed.path === path),
        ),
        ...(matches['client'] ?? []).filter(
          (match) =>
            !/\b(?:class|def|function|func|interface|import)\b/.test(match.text) &&
            !(matches['addressed'] ?? []).some(({ path }) => path === match.path),
        ),
      ]
        .filter((match) => !match.comment && !/placeholder|example|doc(s|umentation)?_?url|help/i.test(match.text))
        .map((match) =>
          finding(match, `Appel direct à ${called(match)}.`, `Direct call to ${called(match)}.`, called(match)),
        ),
    ),
})
