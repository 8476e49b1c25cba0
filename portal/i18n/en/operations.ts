/** Modes of operation. */
export const operations = {
  operations: {
    title: 'Operations',
    ordinary: 'Socle works normally.',
    unusual: 'Socle works, but not as on an ordinary day.',
    acts: 'What you can do',
    lead: 'Each act goes to the log, with its reason.',
    changed: 'Last change: {at}, by {by}',
    because: 'Reason: {reason}',
    sessions: 'no open session | one open session | {n} open sessions',
    draining: 'This process is being stopped: it ends its calls.',
    reason: 'Reason (shown to people and kept in the log)',
    mode: {
      title: 'Read-only mode',
      help: 'In read-only mode everything can be read and nothing is recorded any more, for everybody; you leave it from here whenever you like.',
      'read-only':
        'Read-only mode: everything can be read, nothing that is kept changes. AI calls go on and are counted.',
      freeze: 'Go to read-only mode',
      thaw: 'Back to normal mode',
    },
    signIns: {
      title: 'Sign-ins',
      open: 'New sign-ins allowed.',
      closed: 'New sign-ins forbidden; open sessions go on.',
      close: 'Forbid new sign-ins',
      reopen: 'Allow sign-ins',
      end: 'End the other sessions',
      confirm:
        'There is no other session than yours. | End the other session? What is not saved in it is lost. | End the {n} other sessions? What is not saved in them is lost.',
      ended: 'No other session was open. | One session ended. | {n} sessions ended.',
    },
    trace: {
      title: 'Detailed log',
      off: 'The technical log is at the level of the parameters.',
      on: 'Detailed log until {until}.',
      minutes: 'Minutes (240 at most)',
      start: 'Detail the log',
      stop: 'Stop detailing the log',
      note: 'The detail tells the steps of each call, never contents, whole addresses nor secrets.',
    },
    backup: {
      title: 'Backup copy',
      text: 'The whole database as of one instant, in a file, without stopping Socle. Every day, rather let the machine do it: “socle backup FOLDER” reads the copy again and adds the key of the secrets.',
      take: 'Download a copy',
      warning:
        'The file holds all that applications keep: keep it as a secret. Secrets of providers open only with the file secrets.key, which stays on the machine; “socle restore FOLDER” expects both in a folder.',
      under: 'The copy is being made…',
      done: 'Copy made: the browser puts it into your downloads.',
    },
    drain: {
      title: 'Stopping this process',
      text: 'It tells the load balancer, lets calls under way end, then stops.',
      delays: 'Change the delays',
      notice: 'Seconds of notice, while it still answers (300 at most)',
      grace: 'Seconds left to calls under way (600 at most)',
      act: 'Take out of service and stop',
      warning:
        'In {notice} seconds this process takes no more connections; calls under way have {grace} seconds, then it stops. It is not started again from here, but by a command on its machine. If it is alone, Socle cannot be reached any more.',
      begun: 'This process stops before {at}.',
    },
    saved: 'Done.',
  },
}
