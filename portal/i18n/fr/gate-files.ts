export const gateFiles = {
  gateFiles: {
    homologation: 'Homologation',
    privacy: 'Données personnelles',
    homologationTitle: 'L’homologation de {name}',
    privacyTitle: 'Les données personnelles de {name}',
    homologationLead:
      'Sans décision d’homologation, rien ne passe en production. La décision consignée ici devient une preuve, datée et qui prend fin.',
    privacyLead:
      'Sans conformité à la protection des données, rien ne passe en production. Un registre en vigueur, avec l’analyse d’impact qu’il demande, devient une preuve.',
    homologationFile: 'le dossier d’homologation',
    privacyFile: 'le registre et les analyses d’impact',
    none: 'Aucune procédure ouverte.',
    open: 'Ouvrir : {process}',
    register: 'Le registre à communiquer',
    registerLead: 'Les mentions de sécurité en sont retirées. L’export est noté au journal.',
    export: 'Exporter en {format}',
    needs: 'Expressions de besoin',
  },
}
