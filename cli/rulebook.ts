/** The framework as the command line needs it. */
import type { Answers, Applicability } from '@socle/contracts/applicability'
import type { PublishedRequirement, Trait, TraitTopic } from '@socle/contracts/framework'

export interface Rulebook {
  readonly requirements: readonly PublishedRequirement[]
  readonly topics: readonly TraitTopic[]
  readonly traits: readonly Trait[]
  applicability(answers: Answers): Applicability
}

interface RulebookModule {
  loadFramework(
    folder?: string,
  ):
    Pick<Rulebook, 'requirements' | 'topics' | 'traits'> | Promise<Pick<Rulebook, 'requirements' | 'topics' | 'traits'>>
  applicability(framework: unknown, answers: Answers): Applicability
}

export async function openRulebook(): Promise<Rulebook> {
  const module = (await import('@socle/rulebook' as string)) as RulebookModule
  const framework = await module.loadFramework()
  const { requirements, topics, traits } = framework
  return { requirements, topics, traits, applicability: (answers) => module.applicability(framework, answers) }
}
