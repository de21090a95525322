"""Schemas by hand, with the references a reader of their documentation would draw. The rules
were written looking at these.
"""

from __future__ import annotations

from fakes.dropped_keys import Drawn

BOOKING = """
clients 300: id*, first_name, last_name, email, phone, personnummer, created_at
staff 9: id*, name, email, title
services 12: id*, name, duration_minutes, price
bookings 900: id*, client_id>clients.id, service_id>services.id, staff_id>staff.id, starts_at,
    status, cancelled_by?>staff.id
reminders 500: id*, booking_id>bookings.id, sent_at, channel/enum
client_notes 200: id*, client_id>clients.id, author_id>staff.id, body
gift_cards 40: id*, code/handle, buyer_id>clients.id, redeemed_by?>clients.id, amount
waiting_list 60: id*, client_id>clients.id, service_id>services.id, position
opening_hours 7: id*, weekday/row, opens/words
"""

SHOP = """
countries 30: code*/code, name
customers 800: id*, name, email, country_code>countries.code,
    default_address_id?>addresses.id, referred_by?>customers.id
addresses 1000: id*, customer_id>customers.id, street, city, postcode/big,
    country_code>countries.code
categories 25: id*, parent_id?>categories.id, name, sort_order/int
products 200: id*, sku/article, name, category_id>categories.id, price, stock,
    supplier_id>suppliers.id
suppliers 15: id*, name, contact_email, country_code>countries.code
orders 2000: id*, customer_id>customers.id, billing_address_id>addresses.id,
    shipping_address_id>addresses.id, status, total, stripe_customer_id/foreign
order_lines 5000: id*, order_id>orders.id, product_id>products.id, quantity, unit_price
payments 1900: id*, order_id>orders.id, amount, provider/enum, external_id/foreign
reviews 300: id*, product_id>products.id, customer_id>customers.id, rating, body
carts 100: id*, customer_id?>customers.id, session_token
cart_items 250: id*, cart_id>carts.id, product_id>products.id, quantity
coupons 20: id*, code/handle, percent/int
coupon_uses 150: coupon_id*>coupons.id, order_id*>orders.id
"""

KLINIK = """
patienter 600: patientnr*, personnummer/unique, namn, epost, telefon/big,
    vardgivare_id>vardgivare.id
vardgivare 5: id*, namn, orgnr/unique
lakare 20: id*, namn, hsa_id/handle, mottagning_id>mottagningar.id, chef_id?>lakare.id
mottagningar 6: id*, namn, ort, ansvarig_lakare_id?>lakare.id
besok 2500: id*, patientnr>patienter.patientnr, lakare_id>lakare.id,
    mottagning_id>mottagningar.id, besoksdatum, orsak
diagnoser 1800: id*, besok_id>besok.id, diagnoskod>diagnoskoder.kod, registrerad_av>lakare.id
diagnoskoder 90: kod*/article, text/words
recept 900: id*, besok_id>besok.id, patientnr>patienter.patientnr, forskrivare_id>lakare.id,
    artikelnr>lakemedel.artikelnr, antal
lakemedel 80: artikelnr*/article, namn, styrka/words
anteckningar 1500: id*, besok_id>besok.id, skapad_av>lakare.id, andrad_av?>lakare.id, text
remisser 300: id*, patientnr>patienter.patientnr, fran_mottagning_id>mottagningar.id,
    till_mottagning_id>mottagningar.id, status
kallelser 700: id*, patientnr>patienter.patientnr, datum, svarad/bool
"""

FORUM = """
users 500: id*, username/handle, email, invited_by_user_id?>users.id,
    banned_by_user_id?~>users.id, karma/int
categories 8: id*, name, position
threads 400: id*, category_id>categories.id, author_id>users.id, title, pinned/bool,
    view_count/big
posts 4000: id*, thread_id>threads.id, author_id>users.id, reply_to_id?>posts.id, body,
    created_at
votes 6000: user_id*>users.id, post_id*>posts.id, value/int
tags 40: id*, tag/handle
thread_tags 700: thread_id*>threads.id, tag_id*>tags.id
messages 900: id*, sender_id>users.id, recipient_id>users.id, subject, body, read_at
moderations 60: id*, moderator_user_id~>users.id, post_id?>posts.id, user_id?>users.id, reason
follows 800: follower_id*>users.id, followed_id*>users.id
attachments 100: id*, post_id>posts.id, file_name, size
"""

MESSENGER = """
accounts 400: id*, phone/big, display_name, created_at
devices 600: id*, account_id>accounts.id, push_token, last_seen_at
conversations 300: id*, created_by>accounts.id, title, created_at
participants 900: conversation_id*>conversations.id, account_id*>accounts.id, joined_at
messages 5000: id*, conversation_id>conversations.id, sender_id>accounts.id,
    parent_message_id?>messages.id, body, sent_at
reactions 1500: id*, message_id>messages.id, account_id>accounts.id, emoji/enum
receipts 4000: message_id*>messages.id, account_id*>accounts.id, read_at
blocks 90: blocker_id*>accounts.id, blocked_id*>accounts.id
media 350: id*, message_id>messages.id, file_size/big, kind/enum
contacts 800: id*, owner_id>accounts.id, contact_account_id>accounts.id, nickname
"""

PAPERS = """
ContactInfo 200: contactId*, firstName, lastName, email, password/uuid
Paper 150: paperId*, title, abstract/prose, leadContactId?>ContactInfo.contactId,
    shepherdContactId?>ContactInfo.contactId, managerContactId?>ContactInfo.contactId
PaperConflict 900: paperId*>Paper.paperId, contactId*>ContactInfo.contactId, conflictType/int
PaperReview 500: reviewId*, paperId>Paper.paperId, contactId>ContactInfo.contactId,
    requestedBy?>ContactInfo.contactId, reviewRound/int, overAllMerit/int
PaperComment 300: commentId*, paperId>Paper.paperId, contactId>ContactInfo.contactId, comment,
    replyTo?>PaperComment.commentId
ReviewRequest 60: requestId*, paperId>Paper.paperId, email, requestedBy>ContactInfo.contactId
TopicArea 20: topicId*, topicName
PaperTopic 300: paperId*>Paper.paperId, topicId*>TopicArea.topicId
TopicInterest 250: contactId*>ContactInfo.contactId, topicId*>TopicArea.topicId, interest/int
PaperTag 200: paperId*>Paper.paperId, tag*/enum
ActionLog 900: logId*, contactId>ContactInfo.contactId, destContactId?>ContactInfo.contactId,
    paperId?>Paper.paperId, action/words
"""

KOMMUN = """
personer 700: personid*, personnummer/unique, fornamn, efternamn
handlaggare 25: handlaggarid*, namn, enhet_id>enheter.id
enheter 8: id*, namn, overordnad_enhet_id?>enheter.id
arenden 900: arendenr*/article, personid>personer.personid,
    handlaggare_id>handlaggare.handlaggarid, arendetyp_id>arendetyper.id, oppnat_datum
arendetyper 10: id*, namn
handlingar 2500: id*, arendenr>arenden.arendenr, upprattad_av>handlaggare.handlaggarid,
    inkom_datum, titel
beslut 600: beslutid*, arendenr>arenden.arendenr, beslutsfattare_id>handlaggare.handlaggarid,
    beslutsdatum
utbetalningar 800: id*, beslutid>beslut.beslutid, mottagare_personid>personer.personid, belopp
familjerelationer 400: id*, person_id>personer.personid, anhorig_person_id>personer.personid,
    relation/enum
fakturor 500: fakturanr*/sparse, personid>personer.personid, belopp, forfallodatum
fakturarader 1500: id*, fakturanr>fakturor.fakturanr, radnr/row, artikel_id>artiklar.id, antal
artiklar 40: id*, namn, pris
loggar 3000: id*, anvandare>handlaggare.handlaggarid, handelse/words, arendenr?>arenden.arendenr
"""

HR = """
departments 12: department_id*, name, manager_id?>employees.employee_id,
    location_id>locations.location_id
employees 250: employee_id*, first_name, last_name, email, manager_id?~>employees.employee_id,
    department_id>departments.department_id, job_id>jobs.job_id, salary
jobs 18: job_id*, title, min_salary, max_salary
job_history 120: employee_id*>employees.employee_id, start_date*/words, job_id>jobs.job_id,
    department_id>departments.department_id
locations 10: location_id*, street_address, city, country_id>countries.country_id
countries 12: country_id*/code, country_name, region_id>regions.region_id
regions 4: region_id*, region_name
absences 700: id*, emp_id>employees.employee_id, approved_by?~>employees.employee_id,
    from_date, to_date, kind
payslips 3000: id*, employee_id>employees.employee_id, period/enum, gross_amount
trainings 15: id*, name
training_attendance 300: training_id*>trainings.id, employee_id*>employees.employee_id, score
"""

TRACKER = """
app_users 60: id*, login/handle, email
app_teams 6: id*, name, lead_user_id>app_users.id
app_team_members 90: team_id*>app_teams.id, user_id*>app_users.id, role/enum
app_projects 15: id*, name, owner_id>app_users.id, team_id>app_teams.id
app_milestones 40: id*, project_id>app_projects.id, name, due_date
app_issues 1500: id*, project_id>app_projects.id, number/int, title, reporter_id>app_users.id,
    assignee_id?>app_users.id, milestone_id?>app_milestones.id,
    parent_issue_id?>app_issues.id, duplicate_of_id?>app_issues.id, priority
app_labels 25: id*, project_id>app_projects.id, name
app_issue_labels 1200: issue_id*>app_issues.id, label_id*>app_labels.id
app_comments 3000: id*, issue_id>app_issues.id, author_id>app_users.id, body
app_time_entries 900: id*, issue_id>app_issues.id, user_id>app_users.id, minutes, spent_on
app_audit_log 2000: id*, actor_id>app_users.id, action/words, created_at
app_settings 60: user_id*>app_users.id, theme/enum, page_size/int
"""

DEVELOPED_ON = (
    Drawn("booking", BOOKING),
    Drawn("booking_uuid", BOOKING, ids="uuid"),
    Drawn("shop", SHOP),
    Drawn("shop_offset", SHOP, ids="offset"),
    Drawn("shop_unkeyed", SHOP, keys=False),
    Drawn("klinik", KLINIK),
    Drawn("klinik_sparse", KLINIK, ids="sparse"),
    Drawn("forum", FORUM),
    Drawn("messenger_uuid", MESSENGER, ids="uuid"),
    Drawn("messenger", MESSENGER),
    Drawn("papers", PAPERS),
    Drawn("kommun", KOMMUN),
    Drawn("kommun_unkeyed", KOMMUN, keys=False),
    Drawn("hr", HR),
    Drawn("tracker", TRACKER),
    Drawn("shop_empty", SHOP, rows=False),
    Drawn("kommun_empty", KOMMUN, rows=False),
)
