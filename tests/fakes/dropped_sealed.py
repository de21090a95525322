"""A third set of schemas: our own, in the styles of many."""

from __future__ import annotations

from fakes.dropped_keys import Drawn

GYM = """
members 420: id*, first_name, last_name, email, phone/big, home_club_id>clubs.id,
    referrer_id?>members.id, joined_on/day
clubs 6: id*, name, city, manager_id>employees.id
employees 38: id*, name, email, club_id>clubs.id, reports_to?>employees.id
class_types 14: id*, name, default_instructor_id?>employees.id
class_sessions 900: id*, class_type_id>class_types.id, club_id>clubs.id,
    instructor_id>employees.id, starts_at, capacity
class_bookings 4000: id*, session_id>class_sessions.id, member_id>members.id, booked_at,
    checked_in/bool
membership_plans 5: id*, name, monthly_fee
memberships 500: id*, member_id>members.id, plan_id>membership_plans.id,
    sold_by?>employees.id, valid_from/day
lockers 120: id*, club_id>clubs.id, number/int, rented_by?>members.id
payments 1800: id*, membership_id>memberships.id, amount, paid_at
training_programs 90: id*, member_id>members.id, trainer_id>employees.id, name
program_exercises 600: id*, program_id>training_programs.id, exercise_id>exercises.id,
    reps/int, sets/int
exercises 70: id*, name, muscle_group/enum
"""

SKOLA = """
elever 700: elevid*, personnr/unique, fornamn, efternamn, klass_id>klasser.klassid
klasser 28: klassid*, namn, mentor_id>larare.lararid, arskurs/int
larare 55: lararid*, namn, epost, amne_id?>amnen.id
amnen 18: id*, namn
kurser 60: kurskod*/article, namn, amne_id>amnen.id
betyg 4000: id*, elevid>elever.elevid, kurskod>kurser.kurskod, satt_av>larare.lararid,
    betyg/enum, datum
franvaro 3000: id*, elevid>elever.elevid, lektion_id>lektioner.id, anmald_av?>vardnadshavare.id
lektioner 1200: id*, kurskod>kurser.kurskod, klassid>klasser.klassid, lararid>larare.lararid,
    sal_id>salar.id, start_tid
salar 30: id*, namn, platser/int
vardnadshavare 900: id*, namn, epost, telefon/big
elev_vardnadshavare 1100: elevid*>elever.elevid, vardnadshavare_id*>vardnadshavare.id,
    relation/enum
utvecklingssamtal 600: id*, elev_id>elever.elevid, larare_id>larare.lararid, anteckningar
"""

AIRLINE = """
airports 90: iata*/article, name, city, country_code>countries.iso2
countries 40: iso2*/code, name
airlines 12: airline_id*, name
aircraft 45: tail_no*/article, airline_id>airlines.airline_id, model_id>aircraft_models.model_id
aircraft_models 9: model_id*, manufacturer/words, seats/int
flights 800: flight_id*, flight_no/article, airline_id>airlines.airline_id,
    dep_airport>airports.iata, arr_airport>airports.iata, tail_no>aircraft.tail_no, departs_at
passengers 1500: passenger_id*, first_name, last_name, passport_no/unique, birth_date
bookings 1200: booking_ref*/handle, lead_passenger_id>passengers.passenger_id, created_at,
    agent_id?>agents.agent_id
agents 20: agent_id*, name, email
tickets 2600: ticket_no*/sparse, booking_ref>bookings.booking_ref,
    passenger_id>passengers.passenger_id, flight_id>flights.flight_id, fare/money
baggage 1500: tag_no*/sparse, ticket_no>tickets.ticket_no, weight/int
crew 130: crew_id*, name, captain_of/bool, base_airport>airports.iata
crew_assignments 2400: flight_id*>flights.flight_id, crew_id*>crew.crew_id, duty/enum
loyalty_accounts 700: account_no*/sparse, passenger_id>passengers.passenger_id, tier/enum,
    points
loyalty_transactions 3000: id*, account_no>loyalty_accounts.account_no,
    flight_id?>flights.flight_id, points
"""

BANK = """
kund 900: kundnr*/offset, personnummer/unique, namn, adress/words, kontor_id>kontor.id,
    radgivare_id?>radgivare.id
kontor 15: id*, namn, ort
radgivare 60: id*, namn, epost, kontor_id>kontor.id
konto 1300: kontonr*/sparse, kundnr>kund.kundnr, medinnehavare_kundnr?>kund.kundnr, typ,
    saldo, valuta_kod>valuta.kod
valuta 12: kod*/code, namn
transaktion 6000: id*, fran_konto?>konto.kontonr, till_konto?>konto.kontonr, belopp, bokford_dag
kort 1400: kortid*, kontonr>konto.kontonr, innehavare>kund.kundnr, giltigt_tom/day
lan 500: lanenr*/sparse, kundnr>kund.kundnr, handlagd_av>radgivare.id, belopp, ranta/float
borgensman 120: lanenr*>lan.lanenr, kundnr*>kund.kundnr
autogiro 800: id*, kontonr>konto.kontonr, mottagare_id>foretag.orgnr, maxbelopp/money
foretag 150: orgnr*/sparse, namn
fullmakt 200: id*, fullmaktsgivare>kund.kundnr, fullmaktshavare>kund.kundnr,
    kontonr>konto.kontonr
"""

CRM = """
accounts 600: account_id*/uuid, name, owner_id>users.user_id,
    parent_account_id?>accounts.account_id, industry/enum
contacts 1500: contact_id*/uuid, account_id?>accounts.account_id, first_name, last_name,
    email, reports_to_id?>contacts.contact_id, created_by_id>users.user_id
users 30: user_id*/uuid, username/handle, email, manager_id?>users.user_id,
    profile_id>profiles.profile_id
profiles 5: profile_id*/uuid, name
leads 800: lead_id*/uuid, email, owner_id>users.user_id,
    converted_contact_id?>contacts.contact_id, campaign_id?>campaigns.campaign_id
campaigns 25: campaign_id*/uuid, name, owner_id>users.user_id
opportunities 700: opportunity_id*/uuid, account_id>accounts.account_id,
    owner_id>users.user_id, primary_contact_id?>contacts.contact_id, stage/enum, amount
opportunity_lines 1500: id*/uuid, opportunity_id>opportunities.opportunity_id,
    product_id>products.product_id, quantity
products 60: product_id*/uuid, sku/article, name
tasks 2000: task_id*/uuid, assigned_to>users.user_id, who_id?>contacts.contact_id, subject,
    due_date
emails 1500: email_id*/uuid, from_user_id>users.user_id, to_contact_id>contacts.contact_id,
    subject, body
attachments 300: attachment_id*/uuid, uploaded_by>users.user_id,
    account_id?>accounts.account_id, file_name
"""

HEMTJANST = """
brukare 300: brukar_id*, personnummer/unique, fornamn, efternamn, adress_id>adresser.id,
    kontaktperson_id?>anhoriga.id
anhoriga 350: id*, namn, telefon/big, brukar_id>brukare.brukar_id
adresser 340: id*, gata/words, postnr/big, ort
personal 80: anst_nr*/offset, namn, epost, enhet_id>enheter.id, chef_anst_nr?>personal.anst_nr
enheter 7: id*, namn, enhetschef>personal.anst_nr
insatser 20: insats_kod*/article, benamning/words
bistandsbeslut 600: beslut_nr*/sparse, brukar_id>brukare.brukar_id,
    insats_kod>insatser.insats_kod, bistandshandlaggare>personal.anst_nr, fattat_datum
besok 5000: id*, beslut_nr>bistandsbeslut.beslut_nr, utfort_av>personal.anst_nr,
    planerad_av>personal.anst_nr, start_tid, minuter/int
avvikelser 120: id*, besok_id?>besok.id, rapporterad_av>personal.anst_nr,
    brukar_id>brukare.brukar_id, beskrivning
nycklar 320: nyckelnr*, brukar_id>brukare.brukar_id, utlamnad_till?>personal.anst_nr
larm 700: id*, brukar_id>brukare.brukar_id, mottaget_av>personal.anst_nr, larm_tid
"""

SOCIAL = """
profile 800: id*, handle/handle, display_name, email
follow 3000: follower_id*>profile.id, followee_id*>profile.id, since/moment
post 5000: id*, profile_id>profile.id, in_reply_to_id?>post.id, repost_of_id?>post.id, text
post_like 8000: post_id*>post.id, profile_id*>profile.id
mention 1500: id*, post_id>post.id, mentioned_profile_id>profile.id
hashtag 200: id*, tag/handle
post_hashtag 3000: post_id*>post.id, hashtag_id*>hashtag.id
direct_message 2000: id*, sender>profile.id, receiver>profile.id, body
block 100: profile_id*>profile.id, blocked_profile_id*>profile.id
report 80: id*, reporter_id>profile.id, post_id?>post.id, reported_profile_id?>profile.id,
    resolved_by?~>moderator.id
moderator 12: id*, name, email
media 1200: id*, post_id>post.id, uploader_id>profile.id, width/int
notification 6000: id*, recipient_id>profile.id, actor_id?>profile.id, post_id?>post.id, kind
"""

JOBS = """
Candidates 700: CandidateID*, FullName, Email, Phone/big, Source
Companies 60: CompanyID*, CompanyName, AccountManagerID>Recruiters.RecruiterID
Recruiters 15: RecruiterID*, FullName, Email, TeamLeadID?>Recruiters.RecruiterID
Jobs 300: JobID*, CompanyID>Companies.CompanyID, RecruiterID>Recruiters.RecruiterID, Title,
    LocationID>Locations.LocationID
Locations 40: LocationID*, City, CountryID>Countries.CountryID
Countries 20: CountryID*, CountryName
Applications 2000: ApplicationID*, CandidateID>Candidates.CandidateID, JobID>Jobs.JobID,
    StatusID>ApplicationStatuses.StatusID, AppliedOn/day
ApplicationStatuses 8: StatusID*, StatusName
Interviews 800: InterviewID*, ApplicationID>Applications.ApplicationID,
    InterviewerID>Recruiters.RecruiterID, ScheduledAt/moment
Skills 150: SkillID*, SkillName
CandidateSkills 3000: CandidateID*>Candidates.CandidateID, SkillID*>Skills.SkillID, Years/int
JobSkills 900: JobID*>Jobs.JobID, SkillID*>Skills.SkillID
Notes 1200: NoteID*, CandidateID>Candidates.CandidateID, AuthorID>Recruiters.RecruiterID, Body
Placements 150: PlacementID*, ApplicationID>Applications.ApplicationID, Salary/money,
    ApprovedBy>Recruiters.RecruiterID
Referrals 90: ReferralID*, ReferringCandidateID>Candidates.CandidateID,
    ReferredCandidateID>Candidates.CandidateID
"""

EVENTS = """
t_event 60: event_pk*, venue_fk>t_venue.venue_pk, organiser_fk>t_org.org_pk, title
t_venue 12: venue_pk*, name, addr_fk>t_addr.addr_pk
t_addr 900: addr_pk*, street, zip/big
t_org 20: org_pk*, name, addr_fk>t_addr.addr_pk
t_cust 800: cust_pk*, name, email, addr_fk?>t_addr.addr_pk
t_order 1500: order_pk*, cust_fk>t_cust.cust_pk, placed_at
t_tkt 4000: tkt_pk*, order_fk>t_order.order_pk, event_fk>t_event.event_pk,
    seat_fk?>t_seat.seat_pk, price
t_seat 1200: seat_pk*, venue_fk>t_venue.venue_pk, row/int, number/int
t_refund 80: refund_pk*, tkt_fk>t_tkt.tkt_pk, approved_by>t_emp.emp_pk
t_emp 14: emp_pk*, name, email
"""

SEALED = (
    Drawn("gym", GYM),
    Drawn("skola", SKOLA),
    Drawn("airline", AIRLINE),
    Drawn("bank", BANK),
    Drawn("crm", CRM),
    Drawn("hemtjanst", HEMTJANST),
    Drawn("social", SOCIAL),
    Drawn("jobs", JOBS),
    Drawn("events", EVENTS),
    Drawn("gym_offset", GYM, ids="offset"),
    Drawn("skola_unkeyed", SKOLA, keys=False),
    Drawn("bank_empty", BANK, rows=False),
    Drawn("jobs_unkeyed", JOBS, keys=False),
    Drawn("social_uuid", SOCIAL, ids="uuid"),
    Drawn("gym_empty_unkeyed", GYM, keys=False, rows=False),
)
