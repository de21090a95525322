-- Internetbokning, as it has grown since 2016: two businesses share the tables by business_id.
-- The busiest tables have lost some of their foreign keys on the way, for speed.

CREATE TYPE booking_status AS ENUM ('preliminary', 'confirmed', 'completed', 'cancelled', 'no_show');
CREATE TYPE sms_status AS ENUM ('queued', 'sent', 'delivered', 'failed');

CREATE TABLE businesses (
    id          smallint PRIMARY KEY,
    slug        text NOT NULL UNIQUE,
    namn        text NOT NULL,
    orgnr       varchar(11) NOT NULL,
    bransch     text NOT NULL,
    location    point,
    time_zone   text NOT NULL DEFAULT 'Europe/Stockholm'
);

CREATE TABLE postnummer (
    postnr      char(6) PRIMARY KEY,
    ort         text NOT NULL
);

CREATE TABLE cancel_reasons (
    code        varchar(12) PRIMARY KEY,
    label_sv    text NOT NULL,
    label_en    text NOT NULL
);

CREATE TABLE staff (
    id          serial PRIMARY KEY,
    business_id smallint NOT NULL REFERENCES businesses,
    name        text NOT NULL,
    epost       text NOT NULL UNIQUE,
    mobil       text,
    titel       text NOT NULL,
    started_on  date NOT NULL,
    slutade     date
);

CREATE TABLE resources (
    id          serial PRIMARY KEY,
    business_id smallint NOT NULL REFERENCES businesses,
    name        text NOT NULL,
    kind        varchar(10) NOT NULL CHECK (kind IN ('chair', 'room'))
);

CREATE TABLE services (
    id          serial PRIMARY KEY,
    business_id smallint NOT NULL REFERENCES businesses,
    benamning   text NOT NULL,
    length      interval NOT NULL,
    price       numeric(9, 2) NOT NULL,
    "order"     integer NOT NULL
);

CREATE TABLE customers (
    id          serial PRIMARY KEY,
    business_id smallint NOT NULL REFERENCES businesses,
    kundnr      varchar(12) NOT NULL UNIQUE,
    fornamn     text NOT NULL,
    efternamn   text NOT NULL,
    personnr    varchar(13),
    email       text,
    phone       varchar(20),
    phone2      varchar(20),
    gatuadress  text,
    postnr      char(6) REFERENCES postnummer,
    lang        char(2) NOT NULL DEFAULT 'sv',
    marketing_ok boolean NOT NULL DEFAULT false,
    remark      text,
    tags        text[] NOT NULL DEFAULT '{}',
    geo         point,
    created_at  timestamptz NOT NULL,
    sok         tsvector GENERATED ALWAYS AS
        (to_tsvector('simple', fornamn || ' ' || efternamn || ' ' || coalesce(phone, ''))) STORED
);
CREATE INDEX customers_sok ON customers USING gin (sok);
CREATE INDEX customers_email ON customers (lower(email));

CREATE TABLE login_accounts (
    id          uuid PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customers ON DELETE CASCADE,
    username    text NOT NULL,
    pw_hash     text NOT NULL,
    last_login  timestamptz,
    last_ip     inet,
    user_agent  text,
    UNIQUE (customer_id)
);

CREATE TABLE bookings (
    id          bigserial PRIMARY KEY,
    business_id smallint NOT NULL,
    customer_id integer NOT NULL REFERENCES customers,
    staff_id    integer NOT NULL REFERENCES staff,
    service_id  integer NOT NULL REFERENCES services,
    resource_id integer,
    starts_at   timestamptz NOT NULL,
    length      interval NOT NULL,
    status      booking_status NOT NULL,
    kalla       varchar(10) NOT NULL,
    meddelande  text,
    cancel_code varchar(12) REFERENCES cancel_reasons,
    created_at  timestamptz NOT NULL,
    created_ip  inet
);
CREATE INDEX bookings_customer ON bookings (customer_id);

CREATE TABLE sms_messages (
    id          bigserial PRIMARY KEY,
    business_id smallint NOT NULL,
    customer_id integer REFERENCES customers ON DELETE SET NULL,
    booking_id  bigint,
    mottagare   varchar(20) NOT NULL,
    body        text NOT NULL,
    sent_at     timestamptz NOT NULL,
    status      sms_status NOT NULL,
    kostnad     numeric(6, 3) NOT NULL
);
CREATE INDEX sms_customer ON sms_messages (customer_id);

CREATE TABLE emails (
    id          bigserial PRIMARY KEY,
    business_id smallint NOT NULL,
    to_addr     text NOT NULL,
    amne        text NOT NULL,
    body        text NOT NULL,
    headers     jsonb NOT NULL,
    sent_at     timestamptz NOT NULL,
    opened_at   timestamptz
);
CREATE INDEX emails_to ON emails (lower(to_addr));

CREATE TABLE invoices (
    id          bigserial PRIMARY KEY,
    business_id smallint NOT NULL,
    customer_id integer NOT NULL REFERENCES customers ON DELETE RESTRICT,
    booking_id  bigint,
    fakturanr   varchar(20) NOT NULL UNIQUE,
    invoice_date date NOT NULL,
    forfallodag date NOT NULL,
    bill_to     text NOT NULL,
    bill_address text NOT NULL,
    email       text,
    total       numeric(10, 2) NOT NULL,
    ocr         varchar(25) NOT NULL,
    paid_at     timestamptz
);
CREATE INDEX invoices_customer ON invoices (customer_id);

CREATE TABLE invoice_lines (
    invoice_id  bigint NOT NULL REFERENCES invoices,
    line_no     smallint NOT NULL,
    beskrivning text NOT NULL,
    antal       numeric(6, 2) NOT NULL,
    price       numeric(9, 2) NOT NULL,
    vat_percent smallint NOT NULL,
    PRIMARY KEY (invoice_id, line_no)
);

CREATE TABLE journal_notes (
    id          bigserial PRIMARY KEY,
    business_id smallint NOT NULL,
    customer_id integer NOT NULL REFERENCES customers,
    booking_id  bigint REFERENCES bookings,
    staff_id    integer NOT NULL REFERENCES staff,
    written_at  timestamptz NOT NULL,
    sokorsak    text NOT NULL,
    anteckning  text NOT NULL,
    signed_at   timestamptz
);
CREATE INDEX journal_customer ON journal_notes (customer_id);

CREATE TABLE vantelista (
    id          serial PRIMARY KEY,
    business_id smallint NOT NULL REFERENCES businesses,
    name        text NOT NULL,
    telefon     varchar(20) NOT NULL,
    service_id  integer REFERENCES services,
    wanted      daterange NOT NULL,
    ovrigt      text,
    created_at  timestamptz NOT NULL
);

CREATE TABLE gift_cards (
    code        varchar(14) PRIMARY KEY,
    business_id smallint NOT NULL REFERENCES businesses,
    bought_by   integer REFERENCES customers,
    till_namn   text NOT NULL,
    till_epost  text,
    greeting    text,
    amount      numeric(9, 2) NOT NULL,
    kvar        numeric(9, 2) NOT NULL,
    bought_on   date NOT NULL,
    valid_until date NOT NULL
);

CREATE TABLE newsletter_subscribers (
    business_id smallint NOT NULL REFERENCES businesses,
    email       text NOT NULL,
    subscribed_at timestamptz NOT NULL,
    confirmed_ip inet,
    source      text NOT NULL,
    unsubscribed_at timestamptz,
    PRIMARY KEY (business_id, email)
);

-- Left behind by the move from the old calendar. Nothing points here, and it has no key.
CREATE TABLE kundimport_gammal (
    namn        text,
    tel         text,
    mejl        text,
    ref         text,
    ovrigt      text
);
