import { type RuleFinding, failIfAny, finding, manual, notApplicable, rule } from '../../rule.ts'

/** Attributes of an agent published by AgentConnect and ProConnect, by which an application may recognise a person. */
const pivot = [
  'given_name',
  'usual_name',
  'email',
  'uid',
  'siret',
  'organizational_unit',
  'idp_id',
  'belonging_population',
]
const holdsAgents = /^(agents?|personnels?|fonctionnaires?|employees?|staff|civil_?servants?)$/i
const registration = /^(matricule|num_?agent|agent_?(id|number|num)|employee_?(id|number)|personnel_?(id|number))$/i

export const agentIdentity = rule({
  id: 'repository/agent-identity',
  source: 'repository',
  requirements: ['GI:1436', 'GI:1382', 'GI:PU-1.a'],
  title: {
    fr: 'L’identité d’agent suit le pivot et porte le RIO',
    en: 'Agent identity follows the pivot and carries the RIO',
  },
  failureTitle: {
    fr: 'L’identité d’agent ne suit pas le pivot ou ne porte pas le RIO',
    en: 'Agent identity does not follow the pivot or lacks the RIO',
  },
  why: {
    fr: 'Un même agent doit se retrouver d’une application à l’autre par le même identifiant, avec les mêmes attributs.',
    en: 'One agent must be found from one application to the next by the same identifier, with the same attributes.',
  },
  mend: {
    fr: 'Gardez l’identifiant RIO dans la table des agents, et lisez given_name, usual_name, email, uid et siret tels qu’AgentConnect ou ProConnect les publie.',
    en: 'Keep the RIO identifier in the table of agents, and read given_name, usual_name, email, uid and siret as AgentConnect or ProConnect publishes them.',
  },
  left: {
    fr: 'Que chaque attribut garde son sens, et que le RIO vient du référentiel.',
    en: 'That each attribute keeps its meaning, and that the RIO comes from the reference.',
  },
  needs: ['dataModel', 'matches'],
  looksFor: {
    provider: {
      hints: ['agentconnect', 'proconnect', 'agent_connect', 'pro_connect'],
      expression: /(?:agent|pro)[-_]?connect/i,
      kinds: ['code', 'data'],
    },
    claim: {
      hints: pivot,
      expression: /\b(?<claim>given_name|usual_name|email|uid|siret|organizational_unit|idp_id|belonging_population)\b/,
      kinds: ['code', 'data'],
    },
    invented: {
      hints: ['preferred_username', 'family_name', 'nom_usage', 'prenom'],
      expression:
        /\b(?:claims?|userinfo|user_?info|id_?token|profile|tokenset\.claims\(\))\s*(?:\.|\[\s*["'])(?<claim>preferred_username|family_name|nom_usage|prenom|displayName)\b/i,
      kinds: ['code'],
    },
    rio: {
      hints: ['rio'],
      expression: /(?<![a-z])(?:rio|RIO|Rio)(?![a-z])|identifiant[_ ]?rio|numero_?rio|rioId/,
      kinds: ['code', 'data'],
    },
  },
  judge: ({ dataModel, matches }) => {
    const agents = dataModel.filter(({ holder, name }) => holdsAgents.test(holder) || registration.test(name))
    const providers = (matches['provider'] ?? []).filter((match) => !match.comment)
    if (agents.length === 0 && providers.length === 0)
      return notApplicable('Aucune identité d’agent dans le code.', 'No identity of an agent in the code.')
    const findings: RuleFinding[] = []
    const [agent] = agents
    const hasRio =
      (matches['rio'] ?? []).length > 0 || dataModel.some(({ name }) => /(^|_)rio(_|$)|rioId|^rio/i.test(name))
    if (agent !== undefined && !hasRio)
      findings.push(
        finding(
          agent,
          `« ${agent.holder} » garde des agents sans identifiant RIO.`,
          `“${agent.holder}” keeps agents without a RIO identifier.`,
          `${agent.holder}/rio`,
        ),
      )
    const claims = new Set((matches['claim'] ?? []).flatMap(({ groups }) => groups['claim'] ?? []))
    const [provider] = providers
    const [invented] = (matches['invented'] ?? []).filter((match) => !match.comment)
    if (provider !== undefined && invented !== undefined && !claims.has('usual_name'))
      findings.push(
        finding(
          invented,
          `« ${invented.groups['claim']} » n’est pas un attribut du pivot d’agent (usual_name, given_name, email, uid, siret).`,
          `“${invented.groups['claim']}” is no attribute of the agent pivot (usual_name, given_name, email, uid, siret).`,
          `claim/${invented.groups['claim']}`,
        ),
      )
    if (findings.length > 0) return failIfAny(findings)
    if (provider !== undefined && claims.size === 0)
      return manual(
        'AgentConnect ou ProConnect est nommé, et aucun attribut du pivot ne se lit dans le code.',
        'AgentConnect or ProConnect is named, and no attribute of the pivot is read in the code.',
      )
    return failIfAny([])
  },
})
