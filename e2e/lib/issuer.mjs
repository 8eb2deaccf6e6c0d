// Identity providers for a journey: oidc-provider (certified by the OpenID Foundation), set up as each preset expects, with a
// sign-in page of its own where one writes who one is and how surely that was proved.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const oidc = (name) => `https://id.oidc.se/claim/${name}`;
export const loa = (level) => `http://id.elegnamnden.se/loa/1.0/loa${level}`;
const sambi = (level) => `http://id.sambi.se/loa/loa${level}`;

/** A key pair of one's own: the private half as PEM, the public one as JWK. */
export function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { pem: privateKey.export({ type: "pkcs8", format: "pem" }), jwk: { ...publicKey.export({ format: "jwk" }), kid: "ours", use: "sig", alg: "ES256" } };
}

/** What makes each kind of provider what it is: how the client proves itself, what is asked for, how it answers. */
const kinds = {
  "sweden-connect": ({ jwk }) => ({
    client: { token_endpoint_auth_method: "private_key_jwt", token_endpoint_auth_signing_alg: "ES256", jwks: { keys: [jwk] }, userinfo_signed_response_alg: "RS256" },
    clientAuthMethods: ["private_key_jwt"],
    acrValues: [loa(2), loa(3), loa(4)],
    scopes: ["openid", "https://id.oidc.se/scope/naturalPersonNumber"],
    claims: { "https://id.oidc.se/scope/naturalPersonNumber": [oidc("personalIdentityNumber"), oidc("coordinationNumber"), oidc("coordinationNumberLevel")] },
  }),
  inera: ({ jwk }) => ({
    client: { token_endpoint_auth_method: "private_key_jwt", token_endpoint_auth_signing_alg: "ES256", jwks: { keys: [jwk] } },
    clientAuthMethods: ["private_key_jwt"],
    acrValues: [sambi(2), sambi(3)],
    scopes: ["openid", "commission"],
    claims: { commission: ["employeeHsaId", "commissionHsaId", "healthCareUnitHsaId"] },
  }),
  keycloak: ({ secret }) => ({
    client: { token_endpoint_auth_method: "client_secret_basic", client_secret: secret },
    clientAuthMethods: ["client_secret_basic"],
    scopes: ["openid", "email"],
    claims: { email: ["email", "email_verified"] },
  }),
};

const form = (who, ways) => `<!doctype html><html lang="sv"><title>Legitimera dig</title><h1>Legitimera dig</h1>
<form method="post"><label>Vem <input name="who" value="${who}"></label>
<label>Nivå <select name="acr">${ways.map((way) => `<option>${way}</option>`).join("")}</select></label>
<button name="do" value="yes">Legitimera</button><button name="do" value="no">Avbryt</button></form></html>`;

/**
 * Starts a provider of this kind on a port. `people` is who there is: { name: claims }. Resolves to { issuer, stop() }.
 * Its host is another than the service's, so that the browser sees two sites.
 */
export async function startIssuer(kind, { port, redirect, clientId, people, jwk, secret }) {
  const issuer = `http://localhost:${port}`;
  const { client, ...settings } = kinds[kind]({ jwk, secret });
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    ...settings,
    clients: [{ client_id: clientId, redirect_uris: [redirect], response_types: ["code"], grant_types: ["authorization_code"], ...client }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "theirs", use: "sig", alg: "RS256" }] },
    features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true }, jwtUserinfo: { enabled: true } },
    cookies: { keys: ["for a journey alone"] },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
    // Whoever asks is our own service: nobody is asked whether it may know.
    async loadExistingGrant(context) {
      const { client: asks, session, params } = context.oidc;
      const grant = new provider.Grant({ clientId: asks.clientId, accountId: session.accountId });
      grant.addOIDCScope(params.scope);
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  const ways = settings.acrValues?.toReversed?.() ?? [...(settings.acrValues ?? [])].reverse();
  const faults = [];
  provider.on("server_error", (_, fault) => faults.push(fault.message));
  const server = createServer(async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    try {
      if (request.method !== "POST") {
        response.setHeader("content-type", "text/html; charset=utf-8");
        return response.end(form(Object.keys(people)[0], ways));
      }
      const body = [];
      for await (const chunk of request) body.push(chunk);
      const typed = new URLSearchParams(Buffer.concat(body).toString());
      const done = typed.get("do") === "no"
        ? { error: "access_denied", error_description: "broken off" }
        : { login: { accountId: typed.get("who"), acr: typed.get("acr") || undefined, remember: false } };
      await provider.interactionFinished(request, response, done, { mergeWithLastSubmission: false });
    } catch (fault) {
      faults.push(fault.message);
      response.statusCode = 500;
      response.end("the journey's provider failed");
    }
  });
  await new Promise((resolve) => server.listen(port, "localhost", resolve));
  return {
    issuer,
    faults,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
