/** Modes d’exploitation. */
export const operations = {
  operations: {
    title: 'Exploitation',
    ordinary: 'Socle fonctionne normalement.',
    unusual: 'Socle fonctionne, mais pas comme d’ordinaire.',
    acts: 'Ce que vous pouvez faire',
    lead: 'Chaque geste va au journal, avec sa raison.',
    changed: 'Dernier changement : {at}, par {by}',
    because: 'Raison : {reason}',
    sessions: 'aucune session ouverte | une session ouverte | {n} sessions ouvertes',
    draining: 'Ce processus est en cours d’arrêt : il finit ses appels.',
    reason: 'Raison (montrée aux personnes et gardée au journal)',
    mode: {
      title: 'Consultation',
      help: 'En consultation, tout se lit et plus rien ne s’enregistre, pour tout le monde ; vous en sortez d’ici quand vous voulez.',
      'read-only':
        'Mode consultation : tout se lit, rien de ce qui est gardé ne change. Les appels d’IA continuent et sont comptés.',
      freeze: 'Passer en consultation',
      thaw: 'Revenir au mode normal',
    },
    signIns: {
      title: 'Connexions',
      open: 'Nouvelles connexions permises.',
      closed: 'Nouvelles connexions interdites ; les sessions ouvertes continuent.',
      close: 'Interdire les nouvelles connexions',
      reopen: 'Permettre les connexions',
      end: 'Mettre fin aux autres sessions',
      confirm:
        'Il n’y a pas d’autre session que la vôtre. | Mettre fin à l’autre session ? Ce qui n’y est pas enregistré est perdu. | Mettre fin aux {n} autres sessions ? Ce qui n’y est pas enregistré est perdu.',
      ended: 'Aucune autre session n’était ouverte. | Une session terminée. | {n} sessions terminées.',
    },
    trace: {
      title: 'Journal détaillé',
      off: 'Le journal technique est au niveau des paramètres.',
      on: 'Journal détaillé jusqu’à {until}.',
      minutes: 'Minutes (240 au plus)',
      start: 'Détailler le journal',
      stop: 'Ne plus détailler le journal',
      note: 'Le détail dit les étapes de chaque appel, jamais les contenus, les adresses complètes ni les secrets.',
    },
    backup: {
      title: 'Copie de sauvegarde',
      text: 'Toute la base à un même instant, en un fichier, sans arrêter Socle. Chaque jour, laissez plutôt la machine le faire : « socle backup DOSSIER » relit la copie et y joint la clé des secrets.',
      take: 'Télécharger une copie',
      warning:
        'Le fichier contient tout ce que gardent les applications : gardez-le comme un secret. Les secrets des fournisseurs ne s’y ouvrent qu’avec le fichier secrets.key, resté sur la machine ; « socle restore DOSSIER » attend les deux dans un dossier.',
      under: 'La copie se fait…',
      done: 'Copie faite : le navigateur la range dans vos téléchargements.',
    },
    drain: {
      title: 'Arrêt de ce processus',
      text: 'Il prévient le répartiteur de charge, laisse finir les appels en cours, puis s’arrête.',
      delays: 'Changer les délais',
      notice: 'Secondes de préavis, où il répond encore (300 au plus)',
      grace: 'Secondes laissées aux appels en cours (600 au plus)',
      act: 'Retirer du service et arrêter',
      warning:
        'Dans {notice} secondes, ce processus ne prend plus de connexion ; les appels en cours ont {grace} secondes, puis il s’arrête. On ne le redémarre pas d’ici, mais par une commande sur sa machine. S’il est seul, Socle n’est plus joignable.',
      begun: 'Ce processus s’arrête avant le {at}.',
    },
    saved: 'C’est fait.',
  },
}
