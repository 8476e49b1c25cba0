/** Modes of operation. */
export const operations = {
  operations: {
    title: 'Operations',
    lead: 'What the operator asks of Socle while it runs. Each act goes to the audit log, with its reason.',
    now: 'Present state',
    changed: 'Last change: {at}, by {by}',
    because: 'Reason: {reason}',
    sessions: 'Open sessions: {count}',
    draining: 'This process is being stopped: it finishes its calls.',
    reason: 'Reason (shown to people and kept in the audit log)',
    mode: {
      title: 'Read-only mode',
      normal: 'Normal mode: everything can be read and written.',
      'read-only':
        'Read-only mode: everything can be read, nothing that is kept changes. AI calls go on and are counted.',
      freeze: 'Set read-only',
      thaw: 'Back to normal',
    },
    signIns: {
      title: 'Sign-ins',
      open: 'New sign-ins allowed.',
      closed: 'New sign-ins forbidden; open sessions go on.',
      close: 'Forbid new sign-ins',
      reopen: 'Allow sign-ins',
      end: 'End the other sessions',
      confirm: 'End every session but yours? What people have not saved is lost.',
      ended: 'Sessions ended: {count}',
    },
    trace: {
      title: 'Trace',
      off: 'Log at the level of the parameters.',
      on: 'Level {level} until {until}.',
      minutes: 'Minutes (240 at most)',
      start: 'Detail the log',
      stop: 'Stop the trace',
      note: 'The trace tells the steps of each call, never contents, whole addresses or secrets.',
    },
    backup: {
      title: 'Copies and stopping',
      text: 'On the machine of Socle: “socle backup FOLDER” copies everything without stopping it, “socle restore FOLDER” fills an empty Socle, “socle operations drain” takes it out of service and stops it.',
    },
    saved: 'Done.',
  },
}
