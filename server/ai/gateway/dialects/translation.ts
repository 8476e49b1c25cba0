/** Between the dialect of the caller and that of the provider, when they differ. */
import type { Endpoint } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call } from '../call.ts'
import { wantsUsage } from '../call/outgoing.ts'
import { roughTokens } from '../meter/request-words.ts'
import { formBytes } from '../receive/call-form.ts'
import type { StreamTransform } from '../relay/stream-relay.ts'
import { chatOfMessage, chatStreamOfMessages, messagesRequestOfChat } from './chat-over-messages.ts'
import { chained, translated } from './event-translator.ts'
import type { Json } from './json-shapes.ts'
import { chatRequestOfMessages, messageOfChat, messagesStreamOfChat } from './messages-over-chat.ts'
import { packedEmbeddings } from './packed-embeddings.ts'
import { chatRequestOfResponses, responseOfChat } from './responses-over-chat.ts'
import { responsesStreamOfChat } from './responses-stream.ts'

export interface Translation {
  /** The body in the provider's dialect, and the preferences of the caller that it leaves out. */
  readonly request: () => { readonly body: Buffer; readonly leftOut: readonly string[] }
  /** A whole answer in the caller's; absent = as it is. */
  readonly answer?: (answer: Json) => Json
  readonly stream?: () => StreamTransform
}

function translatedRequest(translate: (told: string[]) => Json) {
  const leftOut: string[] = []
  const body = Buffer.from(JSON.stringify(translate(leftOut)))
  return { body, leftOut }
}

/** @param json the call as the provider may see it @throws Refusal ai-untranslatable */
export function translation(call: Call, json: Json, endpoint: Endpoint, deployment: Deployment): Translation {
  const created = Math.floor(call.at.getTime() / 1000)
  const limit = deployment.declaration.maxOutputTokens
  switch (`${call.endpoint} over ${endpoint}`) {
    case 'messages over chat':
      return {
        request: () => translatedRequest((told) => chatRequestOfMessages(json, told)),
        answer: messageOfChat,
        stream: () => translated(messagesStreamOfChat(roughTokens(json))),
      }
    case 'responses over chat':
      return {
        request: () => translatedRequest((told) => chatRequestOfResponses(json, told)),
        answer: (answer) => responseOfChat(answer, json),
        stream: () => translated(responsesStreamOfChat(json, created)),
      }
    case 'chat over messages':
      return {
        request: () => translatedRequest((told) => messagesRequestOfChat(json, limit, told)),
        answer: (answer) => chatOfMessage(answer, created),
        stream: () => translated(chatStreamOfMessages(created, wantsUsage(call))),
      }
    case 'responses over messages':
      return {
        request: () =>
          translatedRequest((told) => messagesRequestOfChat(chatRequestOfResponses(json, told), limit, told)),
        answer: (answer) => responseOfChat(chatOfMessage(answer, created), json),
        stream: () => translated(chained(chatStreamOfMessages(created, true), responsesStreamOfChat(json, created))),
      }
    case 'transcriptions over transcriptions':
      return { request: () => ({ body: formBytes(call, json, deployment.upstream), leftOut: [] }) }
    case 'embeddings over embeddings':
      return json.encoding_format === 'base64'
        ? { ...asItIs(call, json), answer: packedEmbeddings }
        : asItIs(call, json)
    default:
      return asItIs(call, json)
  }
}

const asItIs = (call: Call, json: Json): Translation => ({
  request: () => (json === call.json ? { body: call.body, leftOut: [] } : translatedRequest(() => json)),
})
