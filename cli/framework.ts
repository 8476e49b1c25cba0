/** The framework as the commands see it, loaded only by those that need it. */
import { type Framework, FrameworkError, type Governance, loadFramework, loadGovernance } from '@socle/rulebook'
import { frameworkUnusable } from './errors.ts'

/** @param folder another edition than the one shipped */
export function openFramework(folder?: string): Framework {
  try {
    return loadFramework(folder)
  } catch (cause) {
    if (cause instanceof FrameworkError) throw frameworkUnusable(cause)
    throw cause
  }
}

/** @param folder another framework than the one shipped, with its own `governance/` */
export function openGovernance(folder?: string): Governance {
  try {
    return loadGovernance(folder)
  } catch (cause) {
    if (cause instanceof FrameworkError) throw frameworkUnusable(cause)
    throw cause
  }
}

/** Shared by every command that reads the framework. */
export const frameworkOption = {
  options: { framework: { type: 'string' } },
  help: {
    option: '--framework FOLDER',
    meaning: {
      fr: 'une autre édition du cadre que celle livrée',
      en: 'another edition of the framework than the shipped one',
    },
  },
} as const
