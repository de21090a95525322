"""More schemas whose foreign keys are known, written down after the rules: public databases and
open applications as we remember them, shortened and in our own words, and some of our own.
"""

from __future__ import annotations

from fakes.dropped_keys import Drawn

CHINOOK = """
Artist 275: ArtistId*, Name
Album 347: AlbumId*, Title, ArtistId>Artist.ArtistId
Genre 25: GenreId*, Name
MediaType 5: MediaTypeId*, Name
Track 3503: TrackId*, Name, AlbumId>Album.AlbumId, MediaTypeId>MediaType.MediaTypeId,
    GenreId?>Genre.GenreId, Composer, Milliseconds/big, Bytes/big, UnitPrice/money
Playlist 18: PlaylistId*, Name
PlaylistTrack 5000: PlaylistId*>Playlist.PlaylistId, TrackId*>Track.TrackId
Employee 8: EmployeeId*, LastName, FirstName, Title, ReportsTo?>Employee.EmployeeId,
    BirthDate, Email
Customer 59: CustomerId*, FirstName, LastName, Company, City, Email,
    SupportRepId?>Employee.EmployeeId
Invoice 412: InvoiceId*, CustomerId>Customer.CustomerId, InvoiceDate, BillingCity, Total/money
InvoiceLine 2240: InvoiceLineId*, InvoiceId>Invoice.InvoiceId, TrackId>Track.TrackId,
    UnitPrice/money, Quantity
"""

NORTHWIND = """
Categories 8: CategoryID*, CategoryName, Description
Suppliers 29: SupplierID*, CompanyName, ContactName, City
Products 77: ProductID*, ProductName, SupplierID>Suppliers.SupplierID,
    CategoryID>Categories.CategoryID, UnitPrice, UnitsInStock/int, Discontinued/bool
Employees 9: EmployeeID*, LastName, FirstName, BirthDate, ReportsTo?>Employees.EmployeeID
Customers 91: CustomerID*/article, CompanyName, ContactName, City
Shippers 3: ShipperID*, CompanyName, Phone/big
Orders 830: OrderID*/offset, CustomerID>Customers.CustomerID, EmployeeID>Employees.EmployeeID,
    OrderDate, ShipVia>Shippers.ShipperID, Freight/money, ShipCity
Order_Details 2155: OrderID*>Orders.OrderID, ProductID*>Products.ProductID, UnitPrice,
    Quantity, Discount/float
Region 4: RegionID*, RegionDescription
Territories 53: TerritoryID*/article, TerritoryDescription, RegionID>Region.RegionID
EmployeeTerritories 49: EmployeeID*>Employees.EmployeeID, TerritoryID*>Territories.TerritoryID
CustomerDemographics 5: CustomerTypeID*/code, CustomerDesc/prose
CustomerCustomerDemo 40: CustomerID*>Customers.CustomerID,
    CustomerTypeID*>CustomerDemographics.CustomerTypeID
"""

SAKILA = """
actor 200: actor_id*, first_name, last_name, last_update
country 109: country_id*, country/words, last_update
city 600: city_id*, city, country_id>country.country_id
address 603: address_id*, address, district/words, city_id>city.city_id, postal_code/big,
    phone/big
language 6: language_id*, name
category 16: category_id*, name
film 1000: film_id*, title, release_year, language_id>language.language_id,
    original_language_id?>language.language_id, rental_duration, rental_rate/money, length,
    rating/enum
film_actor 3000: actor_id*>actor.actor_id, film_id*>film.film_id, last_update
film_category 1000: film_id*>film.film_id, category_id*>category.category_id
film_text 1000: film_id*>film.film_id, title, description
store 2: store_id*, manager_staff_id>staff.staff_id, address_id>address.address_id
staff 4: staff_id*, first_name, last_name, address_id>address.address_id, email,
    store_id>store.store_id, active, username/handle
customer 599: customer_id*, store_id>store.store_id, first_name, last_name, email,
    address_id>address.address_id, active
inventory 2500: inventory_id*, film_id>film.film_id, store_id>store.store_id
rental 5000: rental_id*, rental_date, inventory_id>inventory.inventory_id,
    customer_id>customer.customer_id, return_date, staff_id>staff.staff_id
payment 5000: payment_id*, customer_id>customer.customer_id, staff_id>staff.staff_id,
    rental_id?>rental.rental_id, amount
"""

LINKS = """
users 300: id*, username/handle, email, invited_by_user_id?>users.id,
    banned_by_user_id?~>users.id, disabled_invite_by_user_id?~>users.id, karma/big
stories 900: id*, user_id>users.id, url/handle, title, merged_story_id?>stories.id,
    domain_id?>domains.id, comments_count/big
comments 4000: id*, story_id>stories.id, user_id>users.id, parent_comment_id?>comments.id,
    hat_id?>hats.id, comment, confidence/float
votes 5000: id*, user_id>users.id, story_id>stories.id, comment_id?>comments.id, vote/int
tags 60: id*, tag/handle, category_id>categories.id
categories 8: id*, category/handle
taggings 1500: id*, story_id>stories.id, tag_id>tags.id
tag_filters 90: id*, user_id>users.id, tag_id>tags.id
hats 30: id*, user_id>users.id, granted_by_user_id~>users.id, hat/words
hat_requests 12: id*, user_id>users.id, hat/words
messages 400: id*, author_user_id>users.id, recipient_user_id>users.id, subject, body
moderations 120: id*, moderator_user_id?~>users.id, story_id?>stories.id,
    comment_id?>comments.id, user_id?>users.id, action/prose
saved_stories 300: id*, user_id>users.id, story_id>stories.id
hidden_stories 300: id*, user_id>users.id, story_id>stories.id
invitations 60: id*, user_id>users.id, email, code/handle, new_user_id?>users.id
invitation_requests 20: id*, code/handle, name, email, memo/prose
suggested_titles 40: id*, story_id>stories.id, user_id>users.id, title
domains 200: id*, domain/handle, banned_by_user_id?~>users.id
keystores 10: key*/handle, value/big
mod_notes 50: id*, moderator_user_id~>users.id, user_id>users.id, note/prose
"""

COMMENTS_HEX = """
owners 40: ownerHex*/uuid, email, name, joinDate
ownerSessions 90: ownerToken*/uuid, ownerHex>owners.ownerHex, loginDate
domains 50: domain*/handle, ownerHex>owners.ownerHex, name, creationDate, state
moderators 60: domain*>domains.domain, email*, addDate
commenters 200: commenterHex*/uuid, email, name, provider/enum, joinDate
commenterSessions 300: commenterToken*/uuid, commenterHex>commenters.commenterHex, creationDate
comments 900: commentHex*/uuid, domain>domains.domain, path/words,
    commenterHex>commenters.commenterHex, markdown/prose, parentHex?>comments.commentHex,
    score
votes 700: commentHex*>comments.commentHex, commenterHex*>commenters.commenterHex, direction/int
views 900: domain>domains.domain, commenterHex>commenters.commenterHex, viewDate
"""

PRESTA = """
ps_customer 300: id_customer*, id_lang>ps_lang.id_lang, id_default_group>ps_group.id_group,
    firstname, lastname, email, birthday
ps_lang 3: id_lang*, name, iso_code/code
ps_group 4: id_group*, reduction/money
ps_customer_group 400: id_customer*>ps_customer.id_customer, id_group*>ps_group.id_group
ps_country 60: id_country*, id_zone>ps_zone.id_zone, iso_code/code
ps_zone 8: id_zone*, name
ps_address 450: id_address*, id_country>ps_country.id_country,
    id_customer?>ps_customer.id_customer, firstname, lastname, address1/words, city
ps_carrier 5: id_carrier*, name
ps_cart 700: id_cart*, id_customer?>ps_customer.id_customer,
    id_address_delivery>ps_address.id_address, id_address_invoice>ps_address.id_address,
    id_carrier?>ps_carrier.id_carrier
ps_orders 500: id_order*, reference/handle, id_customer>ps_customer.id_customer,
    id_cart>ps_cart.id_cart, id_carrier>ps_carrier.id_carrier,
    id_address_delivery>ps_address.id_address, id_address_invoice>ps_address.id_address,
    total_paid/money, current_state>ps_order_state.id_order_state
ps_order_state 12: id_order_state*, color/enum
ps_order_detail 1400: id_order_detail*, id_order>ps_orders.id_order,
    product_id>ps_product.id_product, product_quantity/int
ps_product 180: id_product*, id_supplier?>ps_supplier.id_supplier,
    id_category_default>ps_category.id_category, price
ps_supplier 9: id_supplier*, name
ps_category 30: id_category*, id_parent?>ps_category.id_category, position
ps_employee 6: id_employee*, lastname, firstname, email
ps_order_history 1200: id_order_history*, id_employee?>ps_employee.id_employee,
    id_order>ps_orders.id_order, id_order_state>ps_order_state.id_order_state
"""

BLOG = """
wp_users 120: ID*, user_login/handle, user_email, display_name
wp_usermeta 900: umeta_id*, user_id>wp_users.ID, meta_key/enum, meta_value/words
wp_posts 800: ID*, post_author>wp_users.ID, post_title, post_content,
    post_parent?>wp_posts.ID, menu_order/int, comment_count/big
wp_postmeta 3000: meta_id*, post_id>wp_posts.ID, meta_key/enum, meta_value/words
wp_comments 1500: comment_ID*, comment_post_ID>wp_posts.ID, comment_author/words,
    comment_author_email, comment_content, comment_parent?>wp_comments.comment_ID,
    user_id?>wp_users.ID
wp_commentmeta 300: meta_id*, comment_id>wp_comments.comment_ID, meta_key/enum
wp_terms 90: term_id*, name, slug/handle
wp_term_taxonomy 90: term_taxonomy_id*, term_id>wp_terms.term_id, taxonomy/enum,
    parent?>wp_terms.term_id
wp_term_relationships 1600: object_id*>wp_posts.ID,
    term_taxonomy_id*>wp_term_taxonomy.term_taxonomy_id, term_order/int
wp_links 20: link_id*, link_url/handle, link_owner>wp_users.ID
"""

ODOO = """
res_company 3: id*, name, partner_id>res_partner.id, currency_id>res_currency.id
res_currency 20: id*, name/code, symbol/words
res_country 60: id*, code/code, name
res_users 25: id*, login/handle, partner_id>res_partner.id, company_id>res_company.id,
    create_uid?~>res_users.id, write_uid?~>res_users.id
res_partner 900: id*, name, email, phone/big, parent_id?>res_partner.id,
    country_id?>res_country.id, user_id?~>res_users.id, company_id?>res_company.id,
    create_uid~>res_users.id, write_uid~>res_users.id
product_template 150: id*, name, list_price, categ_id>product_category.id,
    create_uid~>res_users.id
product_category 20: id*, name, parent_id?>product_category.id
product_product 220: id*, product_tmpl_id>product_template.id, default_code/article
sale_order 600: id*, name/article, partner_id>res_partner.id,
    partner_invoice_id>res_partner.id, partner_shipping_id>res_partner.id,
    user_id>res_users.id, company_id>res_company.id, state, amount_total/money
sale_order_line 1800: id*, order_id>sale_order.id, product_id>product_product.id,
    product_uom_qty/int, price_unit/money, order_partner_id>res_partner.id
account_move 700: id*, partner_id>res_partner.id, invoice_user_id?>res_users.id,
    journal_id>account_journal.id, move_type/enum, reversed_entry_id?>account_move.id
account_journal 9: id*, name, code/code
account_move_line 2500: id*, move_id>account_move.id, partner_id?>res_partner.id,
    account_id>account_account.id, debit/money
account_account 90: id*, code/article, name
hr_employee 40: id*, name, user_id?>res_users.id, parent_id?>hr_employee.id,
    coach_id?>hr_employee.id, department_id>hr_department.id
hr_department 8: id*, name, manager_id?>hr_employee.id, parent_id?>hr_department.id
"""

LEARNING = """
mdl_user 400: id*, username/handle, firstname, lastname, email
mdl_course 40: id*, category>mdl_course_categories.id, fullname, shortname/handle, sortorder/int
mdl_course_categories 9: id*, name, parent?>mdl_course_categories.id
mdl_enrol 60: id*, courseid>mdl_course.id, enrol/enum
mdl_user_enrolments 1500: id*, enrolid>mdl_enrol.id, userid>mdl_user.id, timestart/moment
mdl_assign 90: id*, course>mdl_course.id, name, duedate
mdl_assign_submission 1200: id*, assignment>mdl_assign.id, userid>mdl_user.id, status
mdl_assign_grades 800: id*, assignment>mdl_assign.id, userid>mdl_user.id, grader~>mdl_user.id,
    grade/float
mdl_groups 50: id*, courseid>mdl_course.id, name
mdl_groups_members 600: id*, groupid>mdl_groups.id, userid>mdl_user.id
mdl_message 900: id*, useridfrom>mdl_user.id, useridto>mdl_user.id, fullmessage/prose
mdl_role 8: id*, shortname/handle
mdl_role_assignments 900: id*, roleid>mdl_role.id, userid>mdl_user.id
mdl_forum 50: id*, course>mdl_course.id, name
mdl_forum_discussions 300: id*, course>mdl_course.id, forum>mdl_forum.id, name,
    userid>mdl_user.id
mdl_forum_posts 1800: id*, discussion>mdl_forum_discussions.id, parent?>mdl_forum_posts.id,
    userid>mdl_user.id, message
"""

TPCH = """
region 5: r_regionkey*, r_name, r_comment
nation 25: n_nationkey*, n_name, n_regionkey>region.r_regionkey, n_comment
supplier 100: s_suppkey*, s_name, s_address/words, s_nationkey>nation.n_nationkey,
    s_phone/big, s_acctbal/money
customer 1500: c_custkey*, c_name, c_address/words, c_nationkey>nation.n_nationkey, c_phone/big
part 2000: p_partkey*, p_name, p_size/int, p_retailprice/money
partsupp 4000: ps_partkey*>part.p_partkey, ps_suppkey*>supplier.s_suppkey, ps_availqty/big
orders 5000: o_orderkey*, o_custkey>customer.c_custkey, o_orderstatus/enum,
    o_totalprice/money, o_orderdate/day
"""

BOSTAD = """
tblFastighet 20: FastighetId*, Fastighetsbeteckning/article, Adress/words,
    OmradeId>tblOmrade.OmradeId
tblOmrade 5: OmradeId*, Namn
tblLagenhet 400: LagenhetId*, FastighetId>tblFastighet.FastighetId, Lagenhetsnr/int, Yta/int,
    Rum/int
tblHyresgast 500: HyresgastId*, Personnummer/unique, Fornamn, Efternamn, Epost, Telefon/big
tblKontrakt 600: KontraktNr*/offset, LagenhetId>tblLagenhet.LagenhetId,
    HyresgastId>tblHyresgast.HyresgastId, MedsokandeId?>tblHyresgast.HyresgastId, Startdatum,
    Slutdatum
tblAvi 4000: AviNr*/offset, KontraktNr>tblKontrakt.KontraktNr, Belopp, Forfallodatum
tblBetalning 3600: BetalningId*, AviNr>tblAvi.AviNr, Belopp, Betalningsdag
tblFelanmalan 700: FelanmalanId*, LagenhetId>tblLagenhet.LagenhetId,
    AnmaldAv>tblHyresgast.HyresgastId, TilldeladId?>tblPersonal.PersonalId, Beskrivning,
    Status
tblPersonal 12: PersonalId*, Namn, Epost, ChefId?>tblPersonal.PersonalId
tblNyckel 800: NyckelId*, LagenhetId>tblLagenhet.LagenhetId,
    UtlamnadTill?>tblHyresgast.HyresgastId, UtlamnadAv?>tblPersonal.PersonalId
tblStorning 90: StorningId*, AnmalareId>tblHyresgast.HyresgastId,
    StorandeId?>tblHyresgast.HyresgastId, HandlaggareId>tblPersonal.PersonalId, Text
"""

BIBLIOTEK = """
låntagare 600: lånekort*/article, namn, personnummer/unique, adress/words,
    vårdnadshavare?>låntagare.lånekort
titlar 900: titelnr*, titel, isbn/article, förlag_id>förlag.id, språk>språk.kod
förlag 60: id*, namn
språk 12: kod*/code, namn
författare 400: id*, namn, födelseår/int
titel_författare 1100: titelnr*>titlar.titelnr, författare_id*>författare.id
exemplar 2500: streckkod*/sparse, titelnr>titlar.titelnr, filial_id>filialer.id
filialer 6: id*, namn, föreståndare_id?>bibliotekarier.id
bibliotekarier 25: id*, namn, epost, filial_id>filialer.id
lån 5000: lånid*, streckkod>exemplar.streckkod, lånekort>låntagare.lånekort,
    utlånad_av>bibliotekarier.id, lånedatum, återlämnad
reservationer 400: id*, titelnr>titlar.titelnr, lånekort>låntagare.lånekort,
    hämtas_på_filial_id>filialer.id
avgifter 300: id*, lånekort>låntagare.lånekort, lånid?>lån.lånid, belopp
"""

TENANTS = """
organizations 12: id*/uuid, name, created_at
profiles 300: id*/uuid, full_name, email, organization_id>organizations.id
memberships 400: organization_id*>organizations.id, profile_id*>profiles.id, role/enum
invites 50: id*/uuid, organization_id>organizations.id, inviter>profiles.id, email, token
workspaces 40: id*/uuid, organization_id>organizations.id, owner>profiles.id, name
documents 900: id*/uuid, workspace_id>workspaces.id, author>profiles.id,
    last_editor?>profiles.id, title, body
document_versions 2500: id*/uuid, document>documents.id, created_by>profiles.id, version
shares 300: id*/uuid, doc>documents.id, shared_with>profiles.id, granted_by>profiles.id
api_tokens 40: id*/uuid, profile>profiles.id, last_used_at
subscriptions 12: id*/uuid, org>organizations.id, plan>plans.slug,
    stripe_subscription_id/foreign
plans 4: slug*/handle, name, price
webhooks 30: id*/uuid, org_id>organizations.id, url/handle
"""

CLAIMS = """
policyholder 500: policyholder_no*/offset, first_name, surname, ssn/unique, dob/day
policy 700: policy_no*/article, holder_no>policyholder.policyholder_no,
    agent_no?>agent.agent_no, product_cd>product.product_cd, start_date, premium/money
agent 15: agent_no*/offset, name, branch_cd>branch.branch_cd
branch 6: branch_cd*/code, name
product 8: product_cd*/code, name
claim 900: claim_no*/sparse, policy_no>policy.policy_no,
    reported_by_no?>policyholder.policyholder_no, adjuster_no>agent.agent_no, amount
claim_note 1800: id*, claim_no>claim.claim_no, seq_no/row, text, entered_by>agent.agent_no
payment 800: payment_no*/sparse, claim_no>claim.claim_no,
    payee_no>policyholder.policyholder_no, amount
vehicle 600: vin*/handle, policy_no>policy.policy_no, reg_no/article, model_year
witness 120: id*, claim_no>claim.claim_no, name, phone/big
"""

HELD_OUT = (
    Drawn("chinook", CHINOOK),
    Drawn("northwind", NORTHWIND),
    Drawn("sakila", SAKILA),
    Drawn("links", LINKS),
    Drawn("links_unkeyed", LINKS, keys=False),
    Drawn("comments_hex", COMMENTS_HEX),
    Drawn("presta", PRESTA),
    Drawn("blog", BLOG),
    Drawn("odoo", ODOO),
    Drawn("learning", LEARNING),
    Drawn("tpch", TPCH),
    Drawn("bostad", BOSTAD),
    Drawn("bostad_uuid", BOSTAD, ids="uuid"),
    Drawn("bibliotek", BIBLIOTEK),
    Drawn("tenants", TENANTS),
    Drawn("claims", CLAIMS),
    Drawn("claims_empty", CLAIMS, rows=False),
)
