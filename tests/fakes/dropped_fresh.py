"""A fourth set of schemas, written when the rules stood."""

from __future__ import annotations

from fakes.dropped_keys import Drawn

VET = """
owners 260: id*, name, email, mobile/big
pets 400: id*, owner_id>owners.id, species_id>species.id, breed_id?>breeds.id, name,
    birth_date, chip_no/unique
species 6: id*, name
breeds 60: id*, species_id>species.id, name
vets 12: id*, name, licence_no/unique, supervisor_id?>vets.id
consultations 1400: id*, pet_id>pets.id, vet_id>vets.id, referred_by_vet_id?>vets.id,
    room_no/row, held_at
vaccinations 800: id*, pet_id>pets.id, vaccine_id>vaccines.id, given_by>vets.id, batch/words
vaccines 20: id*, name, manufacturer_id>manufacturers.id
manufacturers 7: id*, name
invoices 1300: invoice_no*/offset, consultation_id>consultations.id, payer_id>owners.id,
    total, reminder_count/int
invoice_items 3100: id*, invoice_no>invoices.invoice_no, item_code>price_list.item_code, qty/int
price_list 80: item_code*/article, description, price
insurance_claims 200: id*, invoice_no>invoices.invoice_no, insurer_id>insurers.id,
    handler/words, status
insurers 5: id*, name
"""

FORENING = """
Medlem 500: MedlemsNr*/offset, Fornamn, Efternamn, Epost, FamiljId?>Familj.FamiljId,
    VarvadAv?>Medlem.MedlemsNr
Familj 140: FamiljId*, Namn, KontaktMedlemsNr>Medlem.MedlemsNr
Styrelse 9: Id*, MedlemsNr>Medlem.MedlemsNr, UppdragsId>Uppdrag.Id, FranDatum/day
Uppdrag 12: Id*, Titel
Avgift 900: Id*, MedlemsNr>Medlem.MedlemsNr, Ar/int, Belopp, InbetaldAv?>Medlem.MedlemsNr
Aktivitet 60: Id*, Titel, LedareNr>Medlem.MedlemsNr, LokalId>Lokal.Id, StartTid
Lokal 8: Id*, Namn, Kapacitet/int
Anmalan 700: AktivitetId*>Aktivitet.Id, MedlemsNr*>Medlem.MedlemsNr, AnmaldDatum/day
Utskick 40: Id*, Rubrik/words, SkickatAv>Medlem.MedlemsNr
UtskickMottagare 2500: UtskickId*>Utskick.Id, MedlemsNr*>Medlem.MedlemsNr, Oppnat/bool
Nyckelkvittens 90: Id*, MedlemsNr>Medlem.MedlemsNr, LokalId>Lokal.Id
"""

HOTEL = """
guest 700: guest_id*, full_name, email, nationality>country.alpha2, loyalty_tier/enum
country 50: alpha2*/code, name
hotel 10: hotel_id*, name, country>country.alpha2, gm_employee_id?>employee.employee_id
room_type 8: room_type_id*, name, base_rate/money
room 300: room_id*, hotel_id>hotel.hotel_id, room_type_id>room_type.room_type_id, floor/row
employee 90: employee_id*, name, hotel_id>hotel.hotel_id, mgr_id?>employee.employee_id
reservation 1600: reservation_id*/sparse, guest_id>guest.guest_id, room_id>room.room_id,
    booked_by_employee_id?>employee.employee_id, adults/int, nights/int, source/enum
reservation_guest 2200: reservation_id*>reservation.reservation_id, guest_id*>guest.guest_id,
    is_primary
folio 1500: folio_id*, reservation_id>reservation.reservation_id,
    billing_guest_id>guest.guest_id, balance
folio_charge 5000: charge_id*, folio_id>folio.folio_id,
    charge_type_id>charge_type.charge_type_id, posted_by>employee.employee_id, amount
charge_type 15: charge_type_id*, label/words
housekeeping_task 2000: task_id*, room_id>room.room_id, assigned_to?>employee.employee_id,
    inspected_by?>employee.employee_id, priority
complaint 60: complaint_id*, guest_id>guest.guest_id,
    reservation_id?>reservation.reservation_id, handled_by?>employee.employee_id, text
"""

LAB = """
subject 200: subject_id*/uuid, initials/words, dob/day, site_id>site.site_id
site 9: site_id*/uuid, name, principal_investigator_id>investigator.investigator_id
investigator 25: investigator_id*/uuid, name, email
study 5: study_id*/uuid, title, sponsor/words
enrollment 260: enrollment_id*/uuid, subject_id>subject.subject_id, study_id>study.study_id,
    consent_obtained_by>investigator.investigator_id
visit 1200: visit_id*/uuid, enrollment_id>enrollment.enrollment_id, visit_no/int
specimen 2500: specimen_id*/uuid, visit_id>visit.visit_id,
    parent_specimen_id?>specimen.specimen_id, freezer_slot/words
assay 30: assay_code*/article, name
result 4000: result_id*/uuid, specimen_id>specimen.specimen_id, assay_code>assay.assay_code,
    analyst>investigator.investigator_id, verified_by?>investigator.investigator_id,
    value/float
adverse_event 90: ae_id*/uuid, enrollment_id>enrollment.enrollment_id,
    reported_by>investigator.investigator_id, term/words
audit 5000: audit_id*/uuid, actor>investigator.investigator_id, entity_id/uuid, action/words
"""

MARKET = """
tbl_users 600: user_id*, user_name/handle, user_mail/email, user_role/enum
tbl_listings 900: listing_id*, listing_seller>tbl_users.user_id,
    listing_cat>tbl_categories.cat_id, listing_title/words, listing_price/money
tbl_categories 30: cat_id*, cat_name/words, cat_parent?>tbl_categories.cat_id
tbl_offers 1500: offer_id*, offer_listing>tbl_listings.listing_id,
    offer_buyer>tbl_users.user_id, offer_amount/money
tbl_deals 400: deal_id*, deal_offer>tbl_offers.offer_id, deal_closed/moment
tbl_ratings 350: rating_id*, rating_deal>tbl_deals.deal_id, rating_from>tbl_users.user_id,
    rating_to>tbl_users.user_id, rating_stars/int
tbl_favs 800: fav_user*>tbl_users.user_id, fav_listing*>tbl_listings.listing_id
tbl_msgs 2000: msg_id*, msg_from>tbl_users.user_id, msg_to>tbl_users.user_id,
    msg_listing?>tbl_listings.listing_id, msg_text/prose
tbl_flags 70: flag_id*, flag_listing>tbl_listings.listing_id, flag_by>tbl_users.user_id,
    flag_reason/enum
"""

FRESH = (
    Drawn("vet", VET),
    Drawn("forening", FORENING),
    Drawn("hotel", HOTEL),
    Drawn("lab", LAB),
    Drawn("market", MARKET),
    Drawn("vet_uuid", VET, ids="uuid"),
    Drawn("hotel_unkeyed", HOTEL, keys=False),
    Drawn("forening_empty", FORENING, rows=False),
    Drawn("market_offset", MARKET, ids="offset"),
)
