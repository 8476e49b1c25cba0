export const journey = {
  journey: {
    title: 'Where it stands',
    version: 'Version {version}.',
    phases: 'Phases of the application',
    parts: { past: 'past', current: 'under way', 'to-come': 'to come' },
    since: 'since {date}',
    next: 'What comes next:',
    file: 'The file',
    assessed:
      'no requirement assessed of {total} | {assessed} requirement assessed of {total} | {assessed} requirements assessed of {total}',
    gaps: 'no gap | one gap | {n} gaps',
    edition: 'edition {edition}',
    reserves: {
      open: 'No reserve | One reserve to lift: | {n} reserves to lift:',
      covered: 'No reserve | One reserve covered by a derogation: | {n} reserves covered by a derogation:',
    },
    earlierReview: 'The review of version {version} still waits for its decision',
    standings: {
      'to-come': 'To come',
      'under-way': 'File open',
      presented: 'Presented, decision awaited',
      passed: 'Passed',
      'passed-with-reserves': 'Passed with reserves',
      refused: 'Refused',
      reopened: 'To be looked at again',
      'not-held': 'Never held',
      overtaken: 'Refused, then overtaken',
    },
  },
}
