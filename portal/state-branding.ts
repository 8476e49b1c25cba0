/**
 * The State's mark, for its own sites: lines that the operator gave as `stateBranding`, told by the page (`server/portal/pages/`).
 * The mark's picture is loaded only where there are some.
 */
function linesOfPage(): readonly string[] {
  const content = document.querySelector<HTMLMetaElement>('meta[name="state-branding"]')?.content
  return content === undefined ? [] : (JSON.parse(content) as string[])
}

export const stateBranding = linesOfPage()
if (stateBranding.length > 0) void import('./state-branding.css')
