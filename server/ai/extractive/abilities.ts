/** What a model that quotes cannot do is refused with its name, never left out in silence. */
import { refuse } from '../../platform/errors.ts'
import { EXTRACTIVE_MODEL } from '../providers/built-in.ts'
import { isObject } from '../gateway/dialects/json-shapes.ts'

type Json = Readonly<Record<string, unknown>>

const beyond: readonly (readonly [asks: (request: Json) => boolean, what: { fr: string; en: string }])[] = [
  [({ n }) => n !== undefined && n !== null && n !== 1, { fr: '« n » supérieur à 1', en: '“n” above 1' }],
  [
    ({ response_format: format }) => isObject(format) && format.type !== 'text',
    { fr: '« response_format » autre que « text »', en: '“response_format” other than “text”' },
  ],
  [({ logprobs }) => logprobs === true, { fr: '« logprobs »', en: '“logprobs”' }],
  [
    ({ tool_choice: choice }) => choice === 'required' || isObject(choice),
    { fr: '« tool_choice » qui impose un outil', en: '“tool_choice” that imposes a tool' },
  ],
]

/** @throws Refusal ai-only-quotes */
export function refuseWhatItCannot(request: Json): void {
  const found = beyond.find(([asks]) => asks(request))
  if (found) throw refuse('ai-only-quotes', { model: EXTRACTIVE_MODEL, what: found[1] })
}
