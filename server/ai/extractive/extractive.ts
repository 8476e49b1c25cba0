/**
 * `socle-extractive`: answers in the chat dialect by quoting the requirements that the question is about. It composes
 * nothing and says so; what it quotes is the framework in force, with references.
 */
import type { Language } from '@socle/contracts'
import { perEdition } from '../../platform/live-framework.ts'
import type { Framework } from '@socle/rulebook'
import { randomUUID } from 'node:crypto'
import { EVENT_STREAM, localAnswer } from '../gateway/call/local-answer.ts'
import type { UpstreamAnswer } from '../gateway/call/upstream.ts'
import { EXTRACTIVE_MODEL } from '../providers/built-in.ts'
import { createRetrieval, type Found } from './retrieval.ts'
import { refuseWhatItCannot } from './abilities.ts'

type Json = Readonly<Record<string, unknown>>
/** Why an answer ended, in the words of the chat dialect. */
type Finish = 'stop' | 'length'

const QUOTED = 3
const MAX_QUESTION = 4_000

export interface Extractive {
  /** @param request a chat completion request */
  answer: (request: Json) => UpstreamAnswer
}

export function createExtractive(framework: Framework): Extractive {
  const retrieval = perEdition(framework, () => createRetrieval(framework))
  return {
    answer(request) {
      refuseWhatItCannot(request)
      const question = lastQuestion(request.messages)
      const composed = compose(question)
      // A budget reserved no more than the caller allowed.
      const pieces = composed.slice(0, allowed(request))
      const finish = pieces.length < composed.length ? 'length' : 'stop'
      const usage = {
        prompt_tokens: cut(question).length,
        completion_tokens: pieces.length,
        total_tokens: cut(question).length + pieces.length,
      }
      return request.stream === true ? streamed(pieces, finish, usage) : whole(pieces.join(''), finish, usage)
    },
  }

  /** Words with the spaces that follow them: what a stream sends one by one. */
  function compose(question: string): string[] {
    const language = languageOfText(question)
    const { certainty, requirements } = retrieval().find(question, QUOTED)
    const say = wordings[language]
    if (certainty === 'nothing') return cut(`${say.nothing}\n\n${say.whatIAm}`)
    const quotes = requirements.map(({ id, title, text }) => `**${id} — ${title[language]}**\n> ${text[language]}`)
    const intro = say.intro[certainty](requirements.length, framework.edition.id)
    return cut([intro, ...quotes, say.whatIAm].join('\n\n'))
  }
}

const wordings: Record<
  Language,
  {
    intro: Record<Exclude<Found['certainty'], 'nothing'>, (count: number, edition: string) => string>
    nothing: string
    whatIAm: string
  }
> = {
  fr: {
    intro: {
      named: (count, edition) =>
        count === 1
          ? `Voici l’exigence demandée (édition ${edition} du cadre) :`
          : `Voici les ${count} exigences demandées (édition ${edition} du cadre) :`,
      about: (count, edition) =>
        count === 1
          ? `Une exigence du cadre (édition ${edition}) porte sur ce sujet :`
          : `${count} exigences du cadre (édition ${edition}) portent sur ce sujet :`,
      doubtful: (count, edition) =>
        count === 1
          ? `Je ne trouve rien de net sur cette question. L’exigence du cadre (édition ${edition}) qui s’en approche le plus, peut-être sans y répondre :`
          : `Je ne trouve rien de net sur cette question. Les ${count} exigences du cadre (édition ${edition}) qui s’en approchent le plus, peut-être sans y répondre :`,
    },
    nothing:
      'Je ne trouve aucune exigence du cadre sur cette question. Avec d’autres mots, plus précis, j’en trouverai peut-être une.',
    whatIAm:
      'Je suis socle-extractive : je cherche dans le cadre et je cite, sans rien rédiger. Pour une réponse rédigée, appelez un modèle de langue déclaré par votre administration.',
  },
  en: {
    intro: {
      named: (count, edition) =>
        count === 1
          ? `Here is the requirement that you asked for (edition ${edition} of the framework):`
          : `Here are the ${count} requirements that you asked for (edition ${edition} of the framework):`,
      about: (count, edition) =>
        count === 1
          ? `One requirement of the framework (edition ${edition}) is about this subject:`
          : `${count} requirements of the framework (edition ${edition}) are about this subject:`,
      doubtful: (count, edition) =>
        count === 1
          ? `I find nothing clear on this question. The requirement of the framework (edition ${edition}) that comes closest, perhaps without answering it:`
          : `I find nothing clear on this question. The ${count} requirements of the framework (edition ${edition}) that come closest, perhaps without answering it:`,
    },
    nothing: 'I find no requirement of the framework about this question. In other, more precise words I may find one.',
    whatIAm:
      'I am socle-extractive: I search the framework and quote it, I compose nothing. For a composed answer, call a language model that your administration declared.',
  },
}

/** Pieces that the caller allows for its answer. */
function allowed(request: Json): number {
  const most = request.max_completion_tokens ?? request.max_tokens
  return typeof most === 'number' && most > 0 ? most : Infinity
}

const cut = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? []

const english = new Set('the what which how should must is are does do an of to with and for'.split(' '))
const french = new Set(
  'le la les quel quelle quelles comment doit faut est sont une des du pour et avec je mon'.split(' '),
)

/** French unless more of its small words are English. */
function languageOfText(text: string): Language {
  const words = text.toLowerCase().split(/[^a-zàâäéèêëîïôöùûüç]+/)
  const count = (set: ReadonlySet<string>) => words.filter((word) => set.has(word)).length
  return count(english) > count(french) ? 'en' : 'fr'
}

function lastQuestion(messages: unknown): string {
  if (!Array.isArray(messages)) return ''
  const last = (messages as Json[]).findLast(({ role }) => role === 'user')
  const content = last?.content
  if (typeof content === 'string') return content.slice(0, MAX_QUESTION)
  if (!Array.isArray(content)) return ''
  return (content as Json[])
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .join('\n')
    .slice(0, MAX_QUESTION)
}

const envelope = (object: string) => ({
  id: `chatcmpl-${randomUUID()}`,
  object,
  created: Math.floor(Date.now() / 1000),
  model: EXTRACTIVE_MODEL,
})

function whole(content: string, finish: Finish, usage: object): UpstreamAnswer {
  const choice = {
    index: 0,
    message: { role: 'assistant', content, refusal: null },
    logprobs: null,
    finish_reason: finish,
  }
  const body = Buffer.from(JSON.stringify({ ...envelope('chat.completion'), choices: [choice], usage }))
  return localAnswer('application/json', [body])
}

function streamed(pieces: readonly string[], end: Finish, usage: object): UpstreamAnswer {
  const head = envelope('chat.completion.chunk')
  const event = (delta: object, finish: Finish | null = null) =>
    Buffer.from(`data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`)
  return localAnswer(EVENT_STREAM, [
    event({ role: 'assistant', content: '' }),
    ...pieces.map((content) => event({ content })),
    event({}, end),
    Buffer.from(`data: ${JSON.stringify({ ...head, choices: [], usage })}\n\n`),
    Buffer.from('data: [DONE]\n\n'),
  ])
}
