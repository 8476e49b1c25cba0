import { fail, finding, manual, notApplicable, pass, rule } from '../../rule.ts'
import { captured, showsOwnPiece, wordsOfMacros } from './own-pieces.ts'
import { namesOfOwn, own, showsOwn } from './raw-html.ts'
import { isPlainText, kindOfAnswer, page, pagesAmong, raw, shownRaw } from './shown-raw.ts'
import { dependsOn } from './subject.ts'

const sanitisers = [
  'dompurify',
  'isomorphic-dompurify',
  'sanitize-html',
  'xss',
  'insane',
  'rehype-sanitize',
  'bleach',
  'nh3',
  'html-sanitizer',
  'org.jsoup:jsoup',
  'com.googlecode.owasp-java-html-sanitizer:owasp-java-html-sanitizer',
  'org.owasp.antisamy:antisamy',
  'ezyang/htmlpurifier',
  'symfony/html-sanitizer',
  'mews/purifier',
  'github.com/microcosm-cc/bluemonday',
  'ammonia',
  'sanitize',
  'loofah',
  'htmlsanitizer',
]

export const contentCleaning = rule({
  id: 'repository/content-cleaning',
  source: 'repository',
  requirements: ['GI:1348'],
  title: { fr: 'Les contenus enregistrés peuvent être nettoyés', en: 'Stored content can be cleaned' },
  failureTitle: {
    fr: 'Du HTML est affiché et rien ne sait le nettoyer',
    en: 'HTML is shown and nothing can clean it',
  },
  why: {
    fr: 'Un script entré un jour dans la base y reste ; il faut pouvoir le retirer partout, pas seulement le filtrer à l’entrée.',
    en: 'A script that once entered the database stays there; it must be removable everywhere, not only filtered on entry.',
  },
  mend: {
    fr: 'Ajoutez un assainisseur et une commande qui le passe sur les contenus déjà enregistrés.',
    en: 'Add a sanitiser and a command that runs it over content already stored.',
  },
  left: {
    fr: 'Qu’une commande existe, qu’elle couvre tous les champs libres et qu’elle a été essayée.',
    en: 'That a command exists, covers every free field and has been tried.',
  },
  limits: {
    fr: 'Un texte gardé comme texte et encodé à l’affichage n’est pas relevé : dire comment on le retirerait est laissé à une personne.',
    en: 'Text that is kept as text and encoded when shown is not reported: telling how it would be taken out is left to a person.',
  },
  needs: ['packages', 'dataModel', 'matches'],
  looksFor: {
    raw,
    page,
    own,
    captured,
    ...wordsOfMacros,
    kindOfAnswer,
    /** An editor of rich text makes HTML that is kept. */
    editor: {
      hints: ['ckeditor', 'tinymce', 'quill', 'summernote', 'tiptap', 'trix', 'froala'],
      expression:
        /\b(?:CKEditor\w*|tinymce|Quill|summernote|trix-editor|useEditor|froala)\w*\s*(?:::|\(|\.|>|\{)|<(?:trix-editor|ckeditor|editor-content)\b/i,
      kinds: ['code', 'markup'],
    },
    command: {
      hints: ['sanit', 'purge', 'clean', 'nettoy', 'strip'],
      expression:
        /\b(?:sanitiz\w*|clean_?(?:content|html|data|up_?content)\w*|strip_?(?:scripts?|tags|html)\w*|nettoy\w*|bleach\.clean|Jsoup\.clean)\b/i,
      kinds: ['code', 'data'],
    },
  },
  judge: ({ packages, dataModel, matches }) => {
    if (dataModel.length === 0 && matches['raw']?.length === 0 && matches['editor']?.length === 0)
      return notApplicable('Aucun modèle de données dans le dépôt.', 'No data model in the repository.')
    const cleaner = dependsOn(packages, sanitisers)
    const command = (matches['command'] ?? []).find((match) => !match.comment)
    if (cleaner !== undefined || command !== undefined) return pass
    const pages = pagesAmong(matches['page'])
    const ours = namesOfOwn(matches['own'])
    const shown =
      (matches['raw'] ?? []).find(
        (match) =>
          shownRaw(match, pages) &&
          !isPlainText(match, matches['kindOfAnswer']) &&
          !showsOwn(match, ours) &&
          !showsOwnPiece(match, matches),
      ) ?? (matches['editor'] ?? []).find((match) => !match.comment)
    if (shown !== undefined)
      return fail([
        finding(
          shown,
          'Du HTML enregistré peut être affiché, et aucun assainisseur ni commande de nettoyage n’existe.',
          'Stored HTML may be shown, and there is neither a sanitiser nor a cleaning command.',
          'no-sanitiser',
        ),
      ])
    const kept = dataModel.find(({ name }) => /(?:^|_)html$|[a-z]Html$|rich_?text$/i.test(name))
    if (kept !== undefined)
      return fail([
        finding(
          kept,
          `« ${kept.name} » garde du HTML, et ni assainisseur ni commande de nettoyage n’existe.`,
          `“${kept.name}” keeps HTML, and there is neither a sanitiser nor a cleaning command.`,
          `kept/${kept.name}`,
        ),
      ])
    return manual(
      'Ni assainisseur ni commande de nettoyage : dites comment un contenu illégitime serait retiré de la base.',
      'Neither a sanitiser nor a cleaning command: tell how illegitimate content would be taken out of the database.',
    )
  },
})
