import { failIfAny, finding, rule } from '../../rule.ts'
import { called, isCompose, list, nothingDeployed, record, workloads } from './workloads.ts'

export const securityContext = rule({
  id: 'manifest/security-context',
  source: 'manifest',
  requirements: ['MIRAI:MIR-3.b'],
  title: { fr: 'Les conteneurs tournent sans privilège', en: 'Containers run without privilege' },
  failureTitle: { fr: 'Des conteneurs gardent des privilèges', en: 'Containers keep privileges' },
  why: {
    fr: 'Un conteneur sans privilège limite ce qu’un attaquant peut faire d’une faille de l’application.',
    en: 'An unprivileged container limits what an attacker can make of a flaw of the application.',
  },
  mend: {
    fr: 'securityContext : runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities.drop: [ALL] ; ni privileged, ni hostNetwork, ni hostPID.',
    en: 'securityContext: runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities.drop: [ALL]; neither privileged, nor hostNetwork, nor hostPID.',
  },
  left: { fr: 'Les règles d’admission de l’espace de noms.', en: 'Admission rules of the namespace.' },
  needs: ['kubernetes', 'matches'],
  looksFor: {
    composed: {
      hints: ['privileged:', 'docker.sock', 'network_mode:', 'cap_add', 'pid:'],
      expression:
        /^\s*privileged:\s*true|\/var\/run\/docker\.sock|^\s*(?:network_mode|pid|ipc):\s*["']?host\b|SYS_ADMIN/,
      kinds: ['data'],
    },
  },
  judge: ({ kubernetes, matches }) => {
    const composed = (matches['composed'] ?? []).filter(({ comment, path }) => !comment && isCompose(path))
    const all = workloads(kubernetes)
    if (all.length === 0 && composed.length === 0) return nothingDeployed(kubernetes)
    return failIfAny([
      ...composed.map((match) =>
        finding(
          match,
          `Le conteneur garde des privilèges : ${match.text.slice(0, 80)}`,
          `The container keeps privileges: ${match.text.slice(0, 80)}`,
          match.text,
        ),
      ),
      ...all.flatMap(({ object, pod, containers }) => {
        const shared = record(pod['securityContext'])
        const host = ['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => pod[key] === true)
        return [
          ...host.map((key) =>
            finding(
              object,
              `${called(object)} : ${key} est activé.`,
              `${called(object)}: ${key} is on.`,
              `${called(object)}/${key}`,
            ),
          ),
          ...containers.flatMap(({ name, content }) => {
            const own = record(content['securityContext'])
            const nonRoot = own['runAsNonRoot'] ?? shared['runAsNonRoot']
            const user = own['runAsUser'] ?? shared['runAsUser']
            const dropped = list(record(own['capabilities'])['drop']).map((one) => String(one).toUpperCase())
            const wrong = [
              ...(own['privileged'] === true ? ['privileged: true'] : []),
              ...(user === 0
                ? ['runAsUser: 0']
                : nonRoot === true || (typeof user === 'number' && user > 0)
                  ? []
                  : ['runAsNonRoot ≠ true']),
              ...(own['allowPrivilegeEscalation'] === false ? [] : ['allowPrivilegeEscalation ≠ false']),
              ...(dropped.includes('ALL') ? [] : ['capabilities.drop ∌ ALL']),
            ]
            return wrong.length === 0
              ? []
              : [
                  finding(
                    object,
                    `${called(object)}, conteneur ${name} : ${wrong.join(' ; ')}.`,
                    `${called(object)}, container ${name}: ${wrong.join('; ')}.`,
                    `${called(object)}/${name}`,
                  ),
                ]
          }),
        ]
      }),
    ])
  },
})
