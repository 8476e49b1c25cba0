import { failIfAny, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { nameOf } from './subject.ts'
import { counted, plain } from '../../wording.ts'

const policyFile =
  /\.(cedar|rego|polar|fga|openfga)$|^(roles?|permissions?|rbac|abac|policies|policy|access|authoriz\w+|habilitations?|matrice[\w-]*|casbin|ability|abilities|voters?)([-_.][\w-]*)*\.(ya?ml|json|csv|toml|conf|md|ods|xml|ts|js|py|rb)$/i
const heading = /\b(roles?|habilitations?|permissions?|droits|privileges?|matrice|access control|who may|qui peut)\b/

/** Machines of a cluster have a role too. */
const ofAMachine =
  /\brole\s*===?\s*["'](?:\w*(?:primary|secondary|master|replica|slave|standby|leader|follower|worker|controller|broker|promoted|demoted)\w*|server|client)["']/i

/** Messages of a conversation, and boxes of a page, have a role too. */
const ofAThing = /\b(?:message|msg|m|turn|entry|part|node|element|el|attrs?|props)\??\.role\s*===?\s*["']/i

/** What code may do to the machine that runs it, and not what somebody may do: `java.security`. */
const ofTheMachine =
  /\b(?:AccessController|super|[sS]ecurityManager|System\.getSecurityManager\(\))\.checkPermission\s*\(|\bcheckPermission\s*\(\s*(?:(?:final\s+)?(?:java\.security\.)?Permission\s+\w+|new\s+\w+Permission\s*\()/

/** The same, with its arguments on the lines below. */
const ofItsArguments = /\bcheckPermission\s*\(\s*(?:(?:final\s+)?Permission\s+\w+|perm\s*[,)])/

export const roleMatrix = rule({
  id: 'repository/role-matrix',
  source: 'repository',
  requirements: ['GI:1386', 'GI:PD-4.n'],
  title: { fr: 'Rôles et privilèges sont écrits', en: 'Roles and privileges are written down' },
  failureTitle: {
    fr: 'Le code vérifie des rôles que rien ne décrit',
    en: 'The code checks roles that nothing describes',
  },
  why: {
    fr: 'Sans table des rôles, personne ne peut dire si un droit est nécessaire, ni s’apercevoir qu’il est de trop.',
    en: 'Without a table of roles nobody can tell whether a right is needed, nor notice that one is too many.',
  },
  mend: {
    fr: 'Écrivez en un fichier qui a quel rôle et ce que chaque rôle permet (politique Cedar ou OPA, YAML, table dans la documentation).',
    en: 'Write in one file who has which role and what each role allows (Cedar or OPA policy, YAML, table in the documentation).',
  },
  left: {
    fr: 'Que les rôles techniques y sont aussi, et que chaque privilège est nécessaire.',
    en: 'That technical roles are in there too, and that each privilege is needed.',
  },
  needs: ['files', 'documents', 'matches'],
  looksFor: {
    checked: {
      hints: [
        'hasrole',
        'hasauthority',
        'hasanyrole',
        'hasanyauthority',
        'preauthorize',
        'rolesallowed',
        'secured(',
        'is_granted',
        'isgranted',
        'permission_required',
        'has_perm',
        'permission_classes',
        'authorize(',
        '[authorize',
        'roles:',
        'user.role',
        'can?(',
        'requirerole',
        'hasrole(',
        'require_role',
        '@roles(',
        'userrole',
        'user_roles',
        'is_staff',
        '.role =',
        'role(',
        'roles(',
        'permission(',
        'permissions(',
        'habilitation',
        'droit(',
        'profil(',
      ],
      expression:
        /\bhas(?:Any)?(?:Role|Authority)\s*\(\s*[^)\s]|@PreAuthorize|@RolesAllowed|@Secured\s*\(|is_?granted\s*\(|permission_required|\.has_perm\s*\(|permission_classes\s*=|\[Authorize\s*\(\s*(?:Roles|Policy)|\buser\.(?:role|roles|is_staff|isAdmin|is_admin)\b|\bcan\?\s*\(?:?\w+|require_?role\w*\s*\(|@Roles\s*\(|checkPermission\s*\(|\brole\s*===?\s*["']\w+["']|\b(?:require|exige\w?|check|verifie?r?|ensure|need|allow|autorise\w?|only|must_?have|restrict\w*_?(?:to)?|protect\w*_?by|guard\w*_?by)_?(?:any|all|un|une|le|la)?_?(?:roles?|permissions?|droits?|profils?|habilitations?)\s*\(\s*(?:\w+,\s*)?["'`:]\w/i,
      kinds: ['code', 'markup'],
    },
    /** A generator, which puts together the text of a check that the program of somebody else will make. */
    writes: {
      hints: ['hasany', 'hasrole', 'hasauthority'],
      expression: /\b(?<name>has(?:Any)?(?:Role|Authority))\s*=.*[`"']\k<name>\(/,
      kinds: ['code'],
      once: true,
    },
  },
  judge: ({ files, documents, matches }) => {
    const writing = new Set((matches['writes'] ?? []).map(({ path }) => path))
    const written =
      files.some(
        (file) =>
          policyFile.test(nameOf(file.path)) && ['source', 'configuration', 'documentation'].includes(file.role),
      ) || documents.some(({ headings }) => headings.some((one) => heading.test(plain(one))))
    const checked = (matches['checked'] ?? []).filter(
      (match) =>
        !match.comment &&
        !writing.has(match.path) &&
        !ofAMachine.test(match.groups['match'] ?? '') &&
        !ofAThing.test(match.text) &&
        !ofTheMachine.test(match.text) &&
        !(/^checkPermission/.test(match.groups['match'] ?? '') && ofItsArguments.test(match.around)) &&
        // Erlang: the field of a record, which is shown unless it is compared.
        !/#user\.role\b(?!\s*(?:==|=:=|\/=|=\/=))/.test(match.text) &&
        !/\b(?:boolean|function|def|func|abstract)\s+(?:\(\w+ \S+\)\s*)?(?:has|require|check|exige|verifi)\w*\s*\(/i.test(
          match.text,
        ),
    )
    if (written) return pass
    if (checked.length === 0)
      return files.some((file) => file.role === 'source' && file.language !== undefined)
        ? manual(
            'Aucun contrôle de rôle reconnu : dites qui peut quoi.',
            'No check of a role recognised: tell who may do what.',
          )
        : notApplicable('Aucun code source dans le dépôt.', 'No source code in the repository.')
    return failIfAny([
      finding(
        checked[0] ?? {},
        `${counted(checked.length, 'contrôle de rôle', 'contrôles de rôle')} dans le code, et aucune table des rôles.`,
        `${counted(checked.length, 'check of a role', 'checks of roles')} in the code, and no table of roles.`,
        'no-matrix',
      ),
    ])
  },
})
