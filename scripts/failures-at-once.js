/** As Vitest is told of it. */
export const failuresAtOnce = import.meta.filename

/** Beside the dots of `npm test`: a test that fails is named when it fails, and not only at the end, half an hour later. */
export default class FailuresAtOnce {
  onTestCaseResult(testCase) {
    const { state, errors = [] } = testCase.result()
    if (state !== 'failed') return
    const [line = ''] = String(errors[0]?.message ?? '').split('\n')
    process.stdout.write(`\nfailed: ${testCase.module.relativeModuleId} > ${testCase.fullName}\n        ${line}\n`)
  }
}
