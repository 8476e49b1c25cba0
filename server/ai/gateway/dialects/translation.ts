/** Between the dialect of the caller and that of the provider, when they differ. */
import type { Endpoint } from '@socle/contracts'
import type { Deployment } from '../../policy/policy.ts'
import type { Call } from '../call.ts'
import { wantsUsage } from '../call/outgoing.ts'
import { formBytes } from '../receive/call-form.ts'
import type { StreamTransform } from '../relay/stream-relay.ts'
import { chatOfMessage, chatStreamOfMessages, messagesRequestOfChat } from './chat-over-messages.ts'
import { chained, translated } from './event-translator.ts'
import type { Json } from './json-shapes.ts'
import { chatRequestOfMessages, messageOfChat, messagesStreamOfChat } from './messages-over-chat.ts'
import { chatRequestOfResponses, responseOfChat, responsesStreamOfChat } from './responses-over-chat.ts'

export interface Translation {
  /** The body in the provider's dialect. */
  readonly request: () => Buffer
  /** A whole answer in the caller's; absent = as it is. */
  readonly answer?: (answer: Json) => Json
  readonly stream?: () => StreamTransform
}

const bytes = (json: Json): Buffer => Buffer.from(JSON.stringify(json))

/** @param json the call as the provider may see it @throws Refusal ai-untranslatable */
export function translation(call: Call, json: Json, endpoint: Endpoint, deployment: Deployment): Translation {
  const created = Math.floor(call.at.getTime() / 1000)
  const limit = deployment.declaration.maxOutputTokens
  switch (`${call.endpoint} over ${endpoint}`) {
    case 'messages over chat':
      return {
        request: () => bytes(chatRequestOfMessages(json)),
        answer: messageOfChat,
        stream: () => translated(messagesStreamOfChat()),
      }
    case 'responses over chat':
      return {
        request: () => bytes(chatRequestOfResponses(json)),
        answer: (answer) => responseOfChat(answer, json),
        stream: () => translated(responsesStreamOfChat(json, created)),
      }
    case 'chat over messages':
      return {
        request: () => bytes(messagesRequestOfChat(json, limit)),
        answer: (answer) => chatOfMessage(answer, created),
        stream: () => translated(chatStreamOfMessages(created, wantsUsage(call))),
      }
    case 'responses over messages':
      return {
        request: () => bytes(messagesRequestOfChat(chatRequestOfResponses(json), limit)),
        answer: (answer) => responseOfChat(chatOfMessage(answer, created), json),
        stream: () => translated(chained(chatStreamOfMessages(created, true), responsesStreamOfChat(json, created))),
      }
    case 'transcriptions over transcriptions':
      return { request: () => formBytes(call, json, deployment.upstream) }
    default:
      return { request: () => (json === call.json ? call.body : bytes(json)) }
  }
}
