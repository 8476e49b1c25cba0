import metadata from './package.json' with { type: 'json' }

export const toolVersion = metadata.version
