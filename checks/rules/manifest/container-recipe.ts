import { failIfAny, finding, notApplicable, rule } from '../../rule.ts'

export const containerRecipe = rule({
  id: 'manifest/container-recipe',
  source: 'manifest',
  requirements: ['MIRAI:MIR-4.l', 'GI:1110', 'MIRAI:MIR-3.b'],
  title: { fr: 'La recette d’image ne prend rien d’invérifié', en: 'The image recipe takes nothing unverified' },
  failureTitle: { fr: 'La recette d’image prend ou ouvre trop', en: 'The image recipe takes or opens too much' },
  why: {
    fr: 'Ce qui est téléchargé sans contrôle pendant la construction se retrouve, tel quel, en production.',
    en: 'What is downloaded unchecked while building ends up, as it is, in production.',
  },
  mend: {
    fr: 'Vérifiez une empreinte (sha256sum -c, ADD --checksum), copiez une liste précise, donnez les droits utiles seulement, et passez les secrets par --mount=type=secret.',
    en: 'Verify a digest (sha256sum -c, ADD --checksum), copy a precise list, give useful rights only, and pass secrets with --mount=type=secret.',
  },
  left: {
    fr: 'Le contenu de l’image elle-même : une analyse (Trivy, Grype).',
    en: 'The content of the image itself: a scan (Trivy, Grype).',
  },
  limits: {
    fr: '`COPY . .` n’est pas jugé ici, avec ou sans .dockerignore : ce sont des fichiers du dépôt. Une empreinte ou une signature vérifiée quelque part dans la recette vaut pour toute la recette.',
    en: '`COPY . .` is not judged here, with or without .dockerignore: these are files of the repository. A digest or signature verified somewhere in the recipe counts for the whole of it.',
  },
  needs: ['containers', 'matches'],
  looksFor: {
    downloaded: {
      hints: ['curl', 'wget', 'add http'],
      expression:
        /\b(?:curl|wget)\b[^|;&\n]*https?:\/\/[^|;&\n]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\b(?:ba|da)?sh\s+(?:-c\s+)?["']?(?:<\(|\$\()\s*(?:curl|wget)|^\s*ADD\s+(?!.*--checksum)\s*https?:\/\//i,
      kinds: ['code'],
    },
    /** Kept or unpacked: what it was is known by a digest or a signature only. */
    kept: {
      hints: ['curl', 'wget', 'pip install', 'pip3 install', 'npm install', 'gem install'],
      expression:
        /\b(?:curl|wget)\b[^;&\n]*https:\/\/[^\s"']*(?:\.(?:tar|tgz|tar\.\w+|zip|gz|xz|bz2|deb|rpm|apk|jar|war|exe|run|bin|AppImage|phar|whl|gem|so)\b|releases?\/download\/|\/latest\/)|\b(?:curl|wget)\b[^;&\n]*https:\/\/[^;&\n]*\|\s*(?:sudo\s+)?(?:tar|unzip|bsdtar|gunzip|python\d?|node|php|perl|dpkg)\b|\b(?:curl|wget)\b[^;&\n]*\s(?:-o|-O|--output|-qO|-Lo|-fsSLo|-sLo|-sSLo|-fLo)\s*\/(?:usr\/local\/)?s?bin\/|\b(?:pip3?|npm|gem)\s+install\s[^;&\n]*https:\/\/\S+\.(?:tar\.gz|tgz|whl|zip)/,
      kinds: ['code'],
    },
    /** Somewhere in the recipe a digest or a signature is compared. */
    verified: {
      hints: [
        'sha256sum',
        'sha512sum',
        'sha384sum',
        'sha224sum',
        'sha1sum',
        'shasum',
        'md5sum',
        'gpg',
        'cosign',
        'minisign',
        '--checksum',
        '--hash',
        'dgst',
      ],
      expression:
        /\b(?:sha\d+|md5)sum\b|\bshasum\b|\bgpg\b.*--(?:verify|decrypt)|\bgpgv\b|\bcosign\s+verify|\bminisign\b|--checksum=|openssl\s+dgst|--hash=/,
      kinds: ['code'],
      once: true,
    },
    open: { hints: ['chmod'], expression: /\bchmod\s+(?:-R\s+)?(?:0?777|a\+rwx|ugo\+rwx)\b/, kinds: ['code'] },
    plain: {
      hints: ['http://'],
      expression: /\b(?:curl|wget)\b[^#\n]*\shttp:\/\/(?!localhost|127\.0\.0\.1)|^\s*ADD\s+http:\/\//i,
      kinds: ['code'],
    },
    unsigned: {
      hints: ['--allow-unauthenticated', '--no-gpg-check', '--allow-untrusted', '--nogpgcheck', '--trusted-host'],
      expression: /--allow-unauthenticated|--no-gpg-checks?|--allow-untrusted|--nogpgcheck|--trusted-host/,
      kinds: ['code'],
    },
    secret: {
      hints: ['arg '],
      expression: /^\s*ARG\s+\w*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|JETON|MOT_?DE_?PASSE|MDP)\w*\s*$/i,
      kinds: ['code'],
    },
  },
  judge: ({ containers, matches }) => {
    const recipes = new Set(containers.map(({ path }) => path))
    if (recipes.size === 0)
      return notApplicable(
        'Aucune recette d’image (Dockerfile) dans le dépôt.',
        'No image recipe (Dockerfile) in the repository.',
      )
    const { verified = [], ...faults } = matches
    const careful = new Set(verified.map(({ path }) => path))
    return failIfAny(
      Object.entries(faults).flatMap(([kind, found]) =>
        found
          .filter(
            (match) =>
              recipes.has(match.path) &&
              !match.comment &&
              !(kind === 'kept' && (careful.has(match.path) || ofDevelopers.test(match.path))),
          )
          .map((match) =>
            finding(
              match,
              `${said[kind]?.fr ?? ''} : ${match.text.slice(0, 80)}`,
              `${said[kind]?.en ?? ''}: ${match.text.slice(0, 80)}`,
              `${kind}:${match.text}`,
            ),
          ),
      ),
    )
  },
})

/** Machines of the delivery chain and of developers serve nobody. */
const ofDevelopers = /(^|\/)(ci|\.ci|\.devcontainer|\.gitlab|\.github)\/|gitpod|(^|[/._-])dev([/._-]|$)/i

const said: Readonly<Record<string, { fr: string; en: string }>> = {
  downloaded: { fr: 'Exécuté ou ajouté sans contrôle d’empreinte', en: 'Run or added without a digest check' },
  kept: { fr: 'Téléchargé sans contrôle d’empreinte', en: 'Downloaded without a digest check' },
  open: { fr: 'Droits ouverts à tous', en: 'Rights open to all' },
  plain: { fr: 'Téléchargé en clair', en: 'Downloaded in clear' },
  unsigned: { fr: 'Paquets sans signature', en: 'Packages without signature' },
  secret: {
    fr: 'Secret passé en argument : il reste dans l’image',
    en: 'Secret passed as an argument: it stays in the image',
  },
}
