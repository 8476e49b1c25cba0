import { fail, finding, pass, rule } from '../../rule.ts'
import { nameOf } from './subject.ts'
import { plain } from '../../wording.ts'

const answering =
  /\b(maintainers?|mainteneurs?|responsables?|responsabilites|responsibilities|owners?|correspondants?|governance|gouvernance)\b/
/** A section on the team may as well tell of its meetings: there somebody must be named. */
const people = /\b(equipe|the team|core team|contacts?)\b/
const somebody =
  /@|https?:|\]\(|^\s*(?:[-*+|]|\d+\.)\s*\S|:\s*\S|\b(?:responsables?|chef(?:fe)?|mainten\w+|lead|owners?|referente?s?|correspondante?s?|architectes?|bureau|direction|pole|m\.|mme|mm\.)(?=\s|$)/m
/** What stands between a heading and the next one; the whole text when the heading is not found as it is. */
function sectionUnder(text: string, heading: string): string {
  const at = text.indexOf(heading)
  if (at < 0) return text
  const after = text.slice(at + heading.length)
  const next = after.search(/\n(?:#{1,2}|=)\s+\S/)
  return next < 0 ? after : after.slice(0, next)
}

/** The file that public bodies publish with their code, and the descriptions of packages, have a place for who maintains. */
const namesMaintainers = ([path, text]: readonly [string, string]): boolean =>
  /^publiccode\.ya?ml$/.test(path)
    ? /^\s+(?:contacts|contractors)\s*:\s*\n?[\s\S]{0,200}?\bname\s*:\s*\S/m.test(text)
    : path === 'pyproject.toml'
      ? /^maintainers\s*=\s*\[\s*(?:\{[^}]*\w|["'])/m.test(text)
      : path === 'setup.cfg' && /^maintainer\s*=\s*\S/m.test(text)
const withRoles = /<developer>(?:(?!<\/developer>)[\s\S])*<role>\s*[^<\s]/

export const responsibilities = rule({
  id: 'repository/responsibilities',
  source: 'repository',
  requirements: ['GI:1387', 'GI:1388', 'GI:1429'],
  title: { fr: 'On sait qui répond de quoi', en: 'Who answers for what is written' },
  failureTitle: { fr: 'Rien ne dit qui répond de quoi', en: 'Nothing says who answers for what' },
  why: {
    fr: 'Une faute trouvée sans personne à qui la donner attend ; une modification sans relecteur désigné passe sans relecture.',
    en: 'A fault found with nobody to hand it to waits; a change without a named reviewer goes unreviewed.',
  },
  mend: {
    fr: 'Ajoutez CODEOWNERS (ou MAINTAINERS), et nommez le correspondant sécurité dans la documentation.',
    en: 'Add CODEOWNERS (or MAINTAINERS), and name the security correspondent in the documentation.',
  },
  left: {
    fr: 'Que ces personnes tiennent ces rôles, et que les trois natures (métier, technique, vérification) y sont.',
    en: 'That these people hold these roles, and that the three kinds (business, technical, verification) are there.',
  },
  needs: ['files', 'documents', 'packages', 'settings'],
  everywhere: true,
  judge: ({ files, documents, packages, settings: contents }) => {
    const owners = files.find(
      (file) =>
        /^(CODEOWNERS|MAINTAINERS|OWNERS)(\.\w+)?$/i.test(nameOf(file.path)) &&
        file.role !== 'vendored' &&
        file.role !== 'fixture',
    )
    if (owners !== undefined) {
      const document = documents.find(({ path }) => path === owners.path)
      // An owner is a name, a group or an address: comments and patterns alone answer for nothing.
      if (
        document === undefined ||
        document.text.split('\n').some((line) => !/^\s*#/.test(line) && /@|\w+ \w+/.test(line))
      )
        return pass
      return fail([finding(owners, 'Le fichier ne nomme personne.', 'The file names nobody.', 'empty')])
    }
    if (
      documents.some(({ headings, text }) =>
        headings
          .map(plain)
          .some((one) => answering.test(one) || (people.test(one) && somebody.test(sectionUnder(text, one)))),
      )
    )
      return pass
    if (
      packages.manifests.some(
        ({ settings }) => Array.isArray(settings?.['maintainers']) || Array.isArray(settings?.['contributors']),
      )
    )
      return pass
    if (Object.entries(contents).some(namesMaintainers)) return pass
    // Maven has a place for who does what.
    if (withRoles.test(contents['pom.xml'] ?? '')) return pass
    return fail([
      finding(
        {},
        'Ni CODEOWNERS, ni MAINTAINERS, ni section sur les responsables.',
        'Neither CODEOWNERS, nor MAINTAINERS, nor a section on who is responsible.',
      ),
    ])
  },
})
