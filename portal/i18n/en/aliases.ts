import type { aliases as french } from '../fr/aliases.ts'

export const aliases: typeof french = {
  aliases: {
    short: 'Aliases',
    title: 'Aliases of models',
    lead: 'Other names by which applications call a model: to change the model asks nothing of them.',
    searchHint: 'An alias or a model',
    none: 'No alias.',
    noneHelp: 'Add the first one below: it holds from the next call.',
    leadsTo: 'leads to {model}',
    lost: 'Leads nowhere',
    lostHelp: 'No provider serves “{model}”: whoever calls by this alias is refused.',
    change: 'Change the model',
    changeIt: 'Change',
    modelOf: 'Model of “{alias}”',
    changeWarning: 'From the next call, “{alias}” leads to “{model}” and no longer to “{before}”.',
    remove: 'Remove',
    removeWarning: 'Remove “{alias}”? From the next call, whoever calls by this name is refused.',
    add: 'Add an alias',
    addIt: 'Add the alias',
    addHelp: 'It leads to a model that a provider serves, never to another alias, and bears the name of no model.',
    new: 'New alias',
    taken: '“{alias}” leads to “{model}” already: change it in the list.',
    set: '“{alias}” leads to “{model}”, from the next call.',
    removed: '“{alias}” is removed.',
  },
}
