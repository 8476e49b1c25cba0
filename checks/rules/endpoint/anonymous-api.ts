import { failIfAny, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { isOpenByDesign } from '../open-operations.ts'

export const anonymousApi = rule({
  id: 'endpoint/anonymous-api',
  source: 'endpoint',
  requirements: ['GI:1065'],
  title: { fr: 'Les appels anonymes à l’API sont refusés', en: 'Anonymous calls to the API are refused' },
  failureTitle: { fr: 'L’API répond à des appels anonymes', en: 'The API answers anonymous calls' },
  why: {
    fr: 'Une opération oubliée par le contrôle d’accès se trouve en lisant la description, exactement comme le fait cette vérification.',
    en: 'An operation forgotten by access control is found by reading the description, exactly as this check does.',
  },
  mend: {
    fr: 'Exigez une identité sur toutes les opérations par défaut ; répondez 401 sans elle.',
    en: 'Require an identity on every operation by default; answer 401 without it.',
  },
  left: {
    fr: 'Les opérations autres que GET, jamais appelées ici pour ne rien modifier, et celles que la description omet.',
    en: 'Operations other than GET, never called here so that nothing changes, and those that the description leaves out.',
  },
  needs: ['anonymousCalls'],
  judge: ({ anonymousCalls: { calls, notCalled, operations } }) => {
    if (operations === 0)
      return notApplicable(
        'Aucune description d’API, ni servie ni dans le dépôt.',
        'No API description, neither served nor in the repository.',
      )
    const concerned = calls.filter(({ path }) => !isOpenByDesign(path))
    const open = concerned.filter(({ status }) => status >= 200 && status < 300)
    if (open.length > 0)
      return failIfAny(
        open.map(({ method, path, url, status, declared }) =>
          finding(
            { url },
            `${method} ${path} répond ${status} sans identité${declared === 'public' ? ' (déclarée ouverte)' : ''}.`,
            `${method} ${path} answers ${status} without an identity${declared === 'public' ? ' (declared open)' : ''}.`,
            `${method} ${path}`,
          ),
        ),
      )
    const refused = concerned.filter(
      ({ status }) => status === 401 || status === 403 || (status >= 300 && status < 400),
    )
    const unclear = concerned.length - refused.length
    if (refused.length === 0)
      return manual(
        `Aucune opération GET n’a pu conclure (${notCalled} autres non appelées) : vérifiez-les avec un jeton absent.`,
        `No GET operation could conclude (${notCalled} others not called): check them without a token.`,
      )
    if (unclear > 0)
      return manual(
        `${refused.length} opérations refusées, ${unclear} ont répondu autre chose que 401 ou 403 (par exemple 404) : vérifiez-les avec des identifiants existants.`,
        `${refused.length} operations refused, ${unclear} answered something other than 401 or 403 (404 for example): check them with existing identifiers.`,
      )
    return pass
  },
})
