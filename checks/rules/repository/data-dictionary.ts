import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'
import { counted, plain } from '../../wording.ts'

const aTable = 4
const dictionary =
  /dictionnaire|data dictionary|modele de donnees|data model|schema de (la )?base|database schema|modele (conceptuel|logique|physique)|\bmcd\b/

/** What one version brought, what was once proposed, how people work. */
const ofAnotherKind =
  /(^|\/)(?:contribut\w*|code-?reviews?|releases?|release-?notes|changelogs?|news|proposals?)(?:\/|[\w.-]*\.\w+$)/i

export const dataDictionary = rule({
  id: 'repository/data-dictionary',
  source: 'repository',
  requirements: ['GI:1106'],
  title: { fr: 'Un dictionnaire décrit les données', en: 'A dictionary describes the data' },
  failureTitle: { fr: 'Le dictionnaire des données manque ou retarde', en: 'The data dictionary is missing or late' },
  why: {
    fr: 'Une base centrale vit plus longtemps que ceux qui l’ont dessinée ; sans dictionnaire, on ne sait plus ce que dit une colonne.',
    en: 'A central database outlives those who designed it; without a dictionary nobody knows what a column says.',
  },
  mend: {
    fr: 'Tenez un document avec chaque table, ses champs et les règles de gestion ; produisez-le du schéma pour qu’il ne retarde pas.',
    en: 'Keep a document with each table, its fields and the business rules; make it from the schema so that it is never late.',
  },
  left: {
    fr: 'Que les définitions et les règles de gestion sont justes.',
    en: 'That definitions and business rules are right.',
  },
  needs: ['dataModel', 'documents'],
  judge: ({ dataModel, documents }) => {
    const tables = [...Map.groupBy(dataModel, ({ holder }) => holder)].filter(
      ([holder, fields]) => holder !== '' && fields.length >= 2,
    )
    // One table alone is a database when the schema itself says so, and not a class that may be of anything.
    const [alone] = tables
    const isSchema =
      alone !== undefined &&
      alone[1].length >= aTable &&
      alone[1].every(({ path }) => /\.sql$|(^|\/)(migrations?|migrate|alembic|changelog|liquibase)\//.test(path))
    if (tables.length === 0 || (tables.length === 1 && !isSchema))
      return notApplicable('Moins de deux tables dans le code.', 'Fewer than two tables in the code.')
    const describing = documents.filter(
      ({ path, headings, text }) =>
        !ofAnotherKind.test(path) &&
        (dictionary.test(plain(path)) || headings.some((one) => dictionary.test(plain(one))) || /erdiagram/.test(text)),
    )
    const [first] = tables[0]?.[1] ?? []
    if (describing.length === 0)
      return failIfAny([
        finding(
          first ?? {},
          `${counted(tables.length, 'table', 'tables')} et aucun dictionnaire des données.`,
          `${counted(tables.length, 'table', 'tables')} and no data dictionary.`,
          'none',
        ),
      ])
    const all = describing.map(({ text }) => text).join('\n')
    const missing = tables.filter(([holder]) => !all.includes(plain(holder)) && !all.includes(plain(snake(holder))))
    // A model told in words need not repeat every technical table.
    return failIfAny(
      missing.length * 2 <= tables.length
        ? []
        : [
            finding(
              describing[0] ?? {},
              `${missing.length} tables sur ${tables.length} n’y sont pas (${missing
                .slice(0, 3)
                .map(([name]) => name)
                .join(', ')}…).`,
              `${missing.length} of ${tables.length} tables are not in it (${missing
                .slice(0, 3)
                .map(([name]) => name)
                .join(', ')}…).`,
              'late',
            ),
          ],
    )
  },
})

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
