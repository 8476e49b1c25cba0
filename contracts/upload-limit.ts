/** The largest file that Socle takes, in megabytes: server, commands and pages tell the same. */
export const uploadMegabytes = 10
