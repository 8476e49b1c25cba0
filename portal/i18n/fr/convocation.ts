/** Who is called to a session of the committee, and what they are told. */
export const convocation = {
  convocation: {
    title: 'Convocation des membres',
    nobody: 'Les membres ne sont pas encore convoqués.',
    first: 'Convoqués le {date} par {name} : {people}.',
    again: 'Prévenus de ce qui a changé, le {date} par {name} : {people}.',
    late: 'Tardive : sous le délai que demande la politique',
    moved: 'Autre jour ou autre lieu',
    added: 'Ajouté : {titles}',
    removed: 'Retiré : {titles}',
    reworded: 'Récrit : {titles}',
    newcomers: 'Membres qui n’ont jamais été convoqués : {names}',
    untold: 'Ce que les membres ne savent pas encore :',
    until: 'Pour laisser à chacun le délai que demande la politique, convoquez le {date} au plus tard.',
    tooLate: 'La politique demandait de convoquer le {date} au plus tard : la convocation dira qu’elle est tardive.',
    convene: 'Convoquer les membres',
    conveneWarning:
      'Convoquer les membres, titulaires et suppléants ? Chacun reçoit l’ordre du jour ; ce qui change ensuite s’annonce par une nouvelle convocation.',
    tell: 'Annoncer ce qui a changé',
    tellWarning: 'Annoncer aux membres ce qui a changé, et cela seulement ?',
    emptyAgenda: 'Inscrivez d’abord un point à l’ordre du jour.',
  },
}
