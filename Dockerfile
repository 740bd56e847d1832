# Nav's design system and the font; Node stays in this stage.
FROM node:22-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

# The translations; Babel stays in this stage.
FROM python:3.11-slim AS messages
WORKDIR /app
COPY requirements-local.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-local.lock
COPY locale locale
RUN for po in locale/*/LC_MESSAGES/*.po; do \
      [ ! -f "$po" ] || pybabel compile -i "$po" -o "${po%.po}.mo"; done

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 \
    HYBRIDNAV_PRODUCTION=1 HYBRIDNAV_DATA=/data
WORKDIR /app
RUN useradd --system --uid 1000 hybridnav && install -d -o hybridnav /data && install -d -m 700 -o hybridnav /keys
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY --from=assets /app/node_modules node_modules
COPY . .
COPY --from=messages /app/locale locale
USER hybridnav
# Collecting files asks no server and keeps no secret, but the settings want to see them all.
RUN SECRET_KEY=- FIELD_KEYS=- ALLOWED_HOSTS=- EMAIL_HOST=- SITE_URL=- \
    DATABASE_URL=postgres:// REDIS_URL=redis:// python manage.py collectstatic --noinput
EXPOSE 8000
CMD ["gunicorn", "hybridnav.wsgi", "--config", "python:hybridnav.gunicorn", \
     "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
