import type { CheckReport } from '@socle/contracts/checks/checks'

export const toJson = (report: CheckReport): string => `${JSON.stringify(report, null, 2)}\n`
