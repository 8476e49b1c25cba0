import type { gateFiles as french } from '../fr/gate-files.ts'

export const gateFiles: typeof french = {
  gateFiles: {
    homologation: 'Homologation',
    privacy: 'Personal data',
    homologationTitle: 'Homologation of {name}',
    privacyTitle: 'Personal data of {name}',
    homologationLead:
      'Without a homologation decision nothing goes into production. The decision recorded here becomes evidence, with its date and its end.',
    privacyLead:
      'Without conformity with data protection nothing goes into production. A register in force, with the impact assessment that it asks for, becomes evidence.',
    homologationFile: 'the homologation file',
    privacyFile: 'the register and the impact assessments',
    none: 'No procedure is open.',
    open: 'Open: {process}',
    register: 'The register to hand out',
    registerLead: 'What speaks of security is taken out. The export is written in the audit log.',
    export: 'Export as {format}',
    needs: 'Need requests',
  },
}
