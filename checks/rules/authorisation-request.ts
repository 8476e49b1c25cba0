/** An address that asks somebody to identify: OAuth 2, OpenID Connect, SAML. */
export const asksAuthorisation = /[?&](response_type|client_id|SAMLRequest|scope)=/
