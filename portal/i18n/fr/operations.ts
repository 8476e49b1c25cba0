/** Modes d’exploitation. */
export const operations = {
  operations: {
    title: 'Exploitation',
    lead: 'Ce que l’exploitant demande à Socle pendant qu’il tourne. Chaque geste va au journal, avec sa raison.',
    now: 'État présent',
    changed: 'Dernier changement : {at}, par {by}',
    because: 'Raison : {reason}',
    sessions: 'Sessions ouvertes : {count}',
    draining: 'Ce processus est en cours d’arrêt : il finit ses appels.',
    reason: 'Raison (montrée aux personnes et gardée au journal)',
    mode: {
      title: 'Consultation',
      normal: 'Mode normal : tout se lit et s’écrit.',
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
      confirm: 'Mettre fin à toutes les sessions sauf la vôtre ? Les saisies non enregistrées sont perdues.',
      ended: 'Sessions terminées : {count}',
    },
    trace: {
      title: 'Trace',
      off: 'Journal au niveau des paramètres.',
      on: 'Niveau {level} jusqu’à {until}.',
      minutes: 'Minutes (240 au plus)',
      start: 'Détailler le journal',
      stop: 'Arrêter la trace',
      note: 'La trace dit les étapes de chaque appel, jamais les contenus, les adresses complètes ni les secrets.',
    },
    backup: {
      title: 'Sauvegarde et arrêt',
      text: 'Sur la machine de Socle : « socle backup DOSSIER » copie tout sans l’arrêter, « socle restore DOSSIER » remplit un Socle vide, « socle operations drain » le retire du service puis l’arrête.',
    },
    saved: 'C’est fait.',
  },
}
