import { nearest } from '@socle/rulebook/nearest'
import { looksAt, rules } from '@socle/checks'
import { type Command, print, text } from '../command.ts'
import { exitCodes, unknownCheck, wrongUse } from '../errors.ts'
import { frameworkOption, openFramework } from '../framework.ts'

export const explain: Command = {
  name: 'explain',
  usage: 'socle explain CHECK [--framework FOLDER] [--lang fr|en]',
  summary: {
    fr: 'Explique une vérification : pourquoi, ce qu’elle regarde, comment corriger',
    en: 'Explains a check: why, what it looks at, how to mend',
  },
  help: [frameworkOption.help],
  options: { ...frameworkOption.options },
  arguments: 1,
  async run({ values, positionals, language }) {
    const [id] = positionals
    if (id === undefined)
      throw wrongUse(
        { fr: 'Donnez l’identifiant d’une vérification.', en: 'Give the identifier of a check.' },
        'explain',
      )
    const rule = rules.find((known) => known.id === id)
    if (rule === undefined)
      throw unknownCheck(
        id,
        nearest(
          id,
          rules.map((known) => known.id),
        ),
      )
    const say =
      language === 'fr'
        ? {
            why: 'Pourquoi',
            mend: 'Pour corriger',
            left: 'Reste à une personne',
            requirements: 'Exigences',
            looks: 'Regarde',
            limits: 'Limites',
          }
        : {
            why: 'Why',
            mend: 'To mend',
            left: 'Left to a person',
            requirements: 'Requirements',
            looks: 'Looks at',
            limits: 'Limits',
          }
    const { requirementById } = openFramework(text(values, 'framework'))
    const widest = Math.max(...rule.requirements.map(({ length }) => length))
    print(
      [
        `${rule.id} — ${rule.title[language]}`,
        '',
        `${say.requirements}:`,
        ...rule.requirements.map((requirement) => {
          const title = requirementById.get(requirement)?.title[language]
          return `  ${title === undefined ? requirement : `${requirement.padEnd(widest)}  ${title}`}`
        }),
        `${say.looks}: ${rule.needs.map((fact) => looksAt[fact][language]).join(', ')}`,
        '',
        `${say.why}: ${rule.why[language]}`,
        `${say.mend}: ${rule.mend[language]}`,
        ...(rule.limits === undefined ? [] : [`${say.limits}: ${rule.limits[language]}`]),
        ...(rule.left === undefined ? [] : [`${say.left}: ${rule.left[language]}`]),
      ].join('\n'),
    )
    return exitCodes.passed
  },
}
