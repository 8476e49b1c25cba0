import { failIfAny, finding, rule } from '../../rule.ts'
import { called, isCompose, list, nothingDeployed, placeOf, record, workloads } from './workloads.ts'

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
  limits: {
    fr: 'Un fichier Compose compte (privileged, réseau ou processus de la machine, capacités d’administration), hors ceux du poste de développement. De capabilities.add, seul NET_BIND_SERVICE est admis, comme dans le profil restreint de Kubernetes.',
    en: 'A Compose file counts (privileged, network or processes of the machine, capabilities of administration), but for those of developers’ machines. Of capabilities.add only NET_BIND_SERVICE is accepted, as in the restricted profile of Kubernetes.',
  },
  needs: ['kubernetes', 'matches'],
  looksFor: {
    composed: {
      hints: [
        'privileged:',
        'docker.sock',
        'network_mode:',
        'cap_add',
        'pid:',
        'ipc:',
        'unconfined',
        'sys_admin',
        'net_admin',
        'sys_ptrace',
        'sys_module',
      ],
      expression:
        /^\s*privileged:\s*true|\/var\/run\/docker\.sock|^\s*(?:network_mode|pid|ipc):\s*["']?host\b|\b(?:seccomp|apparmor)[:=]\s*unconfined|^\s*cap_add:.*\b(?:ALL|NET_RAW)\b|\b(?<capability>SYS_ADMIN|NET_ADMIN|SYS_PTRACE|SYS_MODULE)\b/,
      kinds: ['data'],
    },
  },
  judge: ({ kubernetes, matches }) => {
    const composed = (matches['composed'] ?? []).filter(
      ({ comment, path, groups, around }) =>
        !comment && isCompose(path) && (groups['capability'] === undefined || !isTakenAway(around)),
    )
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
        const sockets = list(pod['volumes']).flatMap((volume) => {
          const path = String(record(record(volume)['hostPath'])['path'] ?? '')
          return /\/(?:docker|containerd|crio|podman)\.sock$/.test(path) ? [path] : []
        })
        return [
          ...sockets.map((path) =>
            finding(
              object,
              `${called(object)} : ${path} donne la main sur la machine.`,
              `${called(object)}: ${path} gives control of the machine.`,
              `${called(object)}/${path}`,
            ),
          ),
          ...host.map((key) =>
            finding(
              object,
              `${called(object)} : ${key} est activé.`,
              `${called(object)}: ${key} is on.`,
              `${called(object)}/${key}`,
            ),
          ),
          ...containers.flatMap(({ name, under, content }) => {
            const own = record(content['securityContext'])
            const nonRoot = own['runAsNonRoot'] ?? shared['runAsNonRoot']
            const user = own['runAsUser'] ?? shared['runAsUser']
            const dropped = list(record(own['capabilities'])['drop']).map((one) => String(one).toUpperCase())
            // The restricted profile of Kubernetes leaves this one only.
            const added = list(record(own['capabilities'])['add'])
              .map((one) => String(one).toUpperCase().replace(/^CAP_/, ''))
              .filter((one) => one !== 'NET_BIND_SERVICE')
            const seccomp = record(own['seccompProfile'] ?? shared['seccompProfile'])['type']
            const wrong = [
              ...(own['privileged'] === true ? ['privileged: true'] : []),
              ...(user === 0
                ? ['runAsUser: 0']
                : nonRoot === true || (typeof user === 'number' && user > 0)
                  ? []
                  : ['runAsNonRoot ≠ true']),
              ...(own['allowPrivilegeEscalation'] === false ? [] : ['allowPrivilegeEscalation ≠ false']),
              ...(dropped.includes('ALL') ? [] : ['capabilities.drop ∌ ALL']),
              ...added.map((one) => `capabilities.add ∋ ${one}`),
              ...(seccomp === 'Unconfined' ? ['seccompProfile: Unconfined'] : []),
              ...(own['procMount'] === 'Unmasked' ? ['procMount: Unmasked'] : []),
            ]
            return wrong.length === 0
              ? []
              : [
                  finding(
                    placeOf(object, under, name, 'securityContext'),
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

const isTakenAway = (around: string): boolean => /\bcap_drop\b/.test(around) && !/\bcap_add\b/.test(around)
