# syntax=docker/dockerfile:1
# Two stages: one compiles, the other holds what runs. scripts/prove-dockerfile.mjs runs these steps without an engine.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-fund --no-audit
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY assets ./assets
COPY src ./src
RUN npm run build
RUN npm prune --omit=dev --ignore-scripts --no-fund --no-audit

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY package.json LICENSE ./
COPY config ./config
COPY openapi ./openapi
# the WSDLs of the simulated backend are shipped where they are written
COPY src/simulator/netserver/wsdl ./src/simulator/netserver/wsdl
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/assets ./assets
COPY --from=build /build/dist ./dist
# by number, so that Kubernetes can see that it is not root; the image has this user as "node"
USER 1000:1000
EXPOSE 3000 9464
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
