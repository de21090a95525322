"""The words that speak for or against a type when they stand near a value.

Written as they are folded (`pages`): in small letters, parted by commas. A hyphen at the end
lets more letters follow (`order-` begins `ordernummer`), one in front lets some stand before.
Words end at a change of case and at an underscore too, so that `customerPhone` and
`customer_phone` hold the word `phone`. A space in a word may be written as a hyphen, an
underscore, a point, or not at all.
"""

from __future__ import annotations

from enum import IntEnum


class Cue(IntEnum):
    """What a word is about."""

    PERSON_ID = 0
    COORDINATION = 1
    RESERVE = 2
    PERSON = 3
    BIRTH = 4
    ORGANISATION = 5
    ORDER = 6
    INVOICE = 7
    PHONE = 8
    CALLING = 9
    CARD = 10
    ACCOUNT = 11
    BANKGIRO = 12
    PLUSGIRO = 13
    IBAN = 14
    ARTICLE = 15
    TIME = 16
    NETWORK = 17
    VERSION = 18
    DEVICE = 19
    HARDWARE = 20
    PLATE = 21
    PLACE = 22
    VAT = 23
    POSTCODE = 24
    ADDRESS = 25
    MONEY = 26
    HSA = 27
    DIAGNOSIS = 28
    DRUG = 29
    CUSTOMER = 30
    TRADER = 31
    NAME = 32
    NAMED = 33
    GREETING = 34
    TITLE = 35
    OTHER_NAME = 36
    SICK = 37
    ACTS = 38


WORDS: dict[Cue, str] = {
    Cue.PERSON_ID: """
        personnummer-, -personnummer, personnr-, pers nr, pnr, p nr, pnummer, ssn, social
        security, personal identity, personal number, personal id, person number, person
        no, person id, person nr, personal code, national id, identity number,
        identitetsnummer, id nummer, civic number, civic no, fnr, hetu,
        identitetsbeteckning, personidentitet-, swedish id, legitimation-,
        personbeteckning""",
    Cue.COORDINATION: """
        samordningsnummer-, samordningsnr-, samordnings nr, sam nr, samordnings nummer,
        coordination number, coordination no, coordination nr, samordning""",
    Cue.RESERVE: """
        reservnummer-, reservnr-, reserv nr, reserv id, nrid, reserve number, temporary
        id, tillfälligt id, tillfälligt nummer, okänd patient, nationellt reservid,
        reserve id, lokalt id, reservpersonnummer-, temporärt id, reservidentitet-""",
    Cue.PERSON: """
        patient, patienten, patientens, patienter, patients, pat, medborgare-,
        vårdtagare-, omsorgstagare-, invånare-, sökande-, anställd-, vårdnadshavare-,
        elev, eleven, elevens, medarbetare-, försäkrad-, person, personen, personens,
        personer, citizen, employee, applicant, student, subject, boende, brukare-,
        klient, klienten, anhörig-, barn, barnet, barnets, mamma, pappa, member, medlem,
        medlemmen, huvudman, låntagare-, gäldenär-, testperson-, herr, fru, hustru, make,
        maka, son, dotter, kontaktperson-, hyresgäst-, deltagare-, identifierad,
        legitimerade, styrkt, kallelse-, remiss för, intyg-, journal för""",
    Cue.BIRTH: """
        född, födda, föddes, fodd, födelsedatum-, födelsedag-, födelsedata, födelseår-,
        fodelsedatum-, fodelsedag-, born, birth, dob, birthdate, birthday, birth date,
        date of birth, f dat, födelsetid-, födelse dat, födt, d o b,
        fødselsdato-, foedselsdato-""",
    Cue.ORGANISATION: """
        organisationsnummer-, organisationsnr-, organisations nr, org nr, org nummer, org
        no, org id, organisation-, organization-, company, bolag-, bolaget, företag-,
        registration number, registration no, registered, business id, aktiebolag-,
        leverantör-, supplier, vendor, förening-, föreningen, stiftelse-, company no,
        company number, organisationsnr, orgnr, corporate""",
    Cue.TRADER: """
        enskild firma, enskild näringsidkare, sole trader, näringsidkare-, f skatt""",
    Cue.ORDER: """
        order-, -order, -ordern, -ordernr, -ordernummer, beställning-, ärende-, -ärende,
        -ärendet, ticket-, case, case id, case no, diarie-, dnr, ref, ref nr, referens-,
        reference-, -referens, löp nr, löpnummer-, tracking-, kolli-, spårning-,
        försändelse-, paket, paketet, paketnr, paketnummer, shipment-, parcel, booking-,
        bokning-, avtal-, kontrakt-, contract-, policy no, försäkringsnummer-,
        försäkringsnr, serienummer-, serie nr, serial-, s n, batch-, lot, session-,
        trace-, request-, req, transaction-, transaktion-, job, jobb, jira, issue,
        incident-, rma, retur-, leverans-, delivery-, följesedel-, offert-, quote,
        protokoll-, dokument-, document-, sequence-, seq, uppdrag-, process-, pid, thread,
        txn-, rad nr, arende-, bestallning-, verifikat-, verifikation-, ver nr, kvitto-,
        receipt, biljett-, prov nr, provnummer-, labb nr, diarienr-, dossier-, mål nr,
        journalnr, sändnings-, ordning-, lopnr, arendenr, inventarie-, utrustning-,
        instrument-, maskin-, lagernr, lagersaldo-, lagret, queue, message id""",
    Cue.INVOICE: """
        faktura-, -faktura, -fakturan, -fakturanummer, invoice-, ocr, ocr nr, ocr nummer,
        betalningsref-, inbetalning-, payment ref, betalningsreferens-, payment reference""",
    Cue.PHONE: """
        tel, tel nr, tel no, telefon-, -telefon, -telefonen, -telefonnummer, tfn, tlf,
        mobil, mobilen, mobil nr, mobilnummer-, mobiltelefon-, mobile-, -mobil, phone-,
        -phone, fax, faxnummer, sms, swish-, whatsapp, cell, cellphone, växel, växeln,
        direkt nr, msisdn, telefax-, contact number, handy, jourtelefon-, hemnummer-,
        jobbnummer-, phone no""",
    Cue.CALLING: """
        ring, ringa, ringer, ringde, ringt, call, called, calling, nås på, nummer, numret,
        dial, sms a, smsa, messa, callback, direkt, gsm, återuppring-, nummret, reach me
        at, text me, ring mig på, reached at, reached on, slå""",
    Cue.CARD: """
        kort, kortet, kort nr, kortnummer-, kreditkort-, betalkort-, bankkort-, card-,
        creditcard-, visa, mastercard, maestro, amex, american express, pan, cvc, cvv,
        kontokort-, kortbetalning-, visakort, debit, credit, kortköp""",
    Cue.ACCOUNT: """
        konto, kontot, konto nr, kontonummer-, -konto, -kontot, -kontonummer, clearing-,
        clearingnr-, clnr, account no, account number, bank account, account nr, account,
        utbetalning-, kontonumret, handelsbanken, swedbank, nordea, seb, sparbanken, bank,
        banken, bank acct, acct, utbetalas till, autogiro-,
        överföring-, insättning-, sätt in på""",
    Cue.BANKGIRO: """
        bankgiro-, bankgirot, bg, bg nr, bg nummer, bankgiro nr, till bg, bankgironummer""",
    Cue.PLUSGIRO: """
        plusgiro-, plusgirot, pg, pg nr, postgiro-, pg nummer, plusgiro nr, plusgirokonto-""",
    Cue.IBAN: "iban, bic, swift, iban nr",
    Cue.ARTICLE: """
        artikel-, art nr, art no, article-, ean, ean13, gtin, streckkod-, barcode-, isbn,
        issn, sku, produkt, produktkod, produktnr-, produktnummer-, product-, item-, vara,
        varan, varunummer-, upc, modell-, model, plu, material-, part no, part number,
        kod, koden, katalog-, lagerplats-, hyllplats-, vnr, modellnr, artnr, artno,
        reservdel-""",
    Cue.TIME: """
        timestamp-, tidsstämpel-, epoch, unixtime, unix time, ts, datetime, backup-,
        created at, updated at, created, updated, modified, snapshot-, dump, exported,
        logged, duration, expires, expires at, exp, iat, nbf, mtime, ctime, utc,
        tidpunkt-, klockslag-, log, körning-, körningen, exporterad-""",
    Cue.NETWORK: """
        ip, ipv4, ipv6, ip adress, ip address, ip addr, host, client, klient, remote addr,
        src, dst, source, from, från, peer, addr, forwarded for, forwarded, remote,
        gateway, server, dns, connection, address, adress, ipadress-, login, inloggning,
        nätverk-, ssh""",
    Cue.VERSION: """
        version-, v, ver, release-, firmware-, build-, fw, rev, revision-, kapitel, kap,
        bilaga, tabell, figur, fig, rubrik, avsnitt, section, chapter, punkt, oid, sdk,
        driver, upgrade-, uppgradera-, uppdatera-, kernel, patch, snmp, programvara-,
        drivrutin-, -version, -versionen, mjukvara-""",
    Cue.DEVICE: """
        device-, -device, enhet, enheten, enhets id, idfa, gaid, aaid, adid, advertising-,
        annons id, cookie-, -cookie, client id, cid, ga, udid, android id, visitor-,
        besökar id, fingerprint-, installation id, install id, gclid, fbp, fbc, anonymous
        id, browser id, tracking id, push token, idfv, ad id, reklam id, hardware id,
        mobilenhet-, clientid""",
    Cue.HARDWARE: "imei-, imei nr, imsi, meid, iccid, sim kort, handset, simkort-",
    Cue.PLATE: """
        reg nr, registreringsnummer-, registreringsskylt-, reg skylt, bil, bilen, bilens,
        bilar, fordon, fordonet, fordonets, fordons-, -fordon, nummerplåt-, licence plate,
        license plate, plate, vehicle-, car, number plate, parkering-, parkerad, parkerat,
        parked, plåt, skylt, körde, kör, köra, kört, lastbil-, skåpbil-, -bil, -bilen,
        volvo, saab, volkswagen, toyota, tesla, audi, bmw, mercedes, skoda, släp,
        släpvagn, motorcykel-, moped, husbil-, registration, regno, reg no, regnummer,
        trängselskatt-, bilnummer, passat, golf, van, truck, taxi, bilnr, personbil,
        number plates, licenceplate-, licenseplate-""",
    Cue.PLACE: """
        lat, latitude, lon, lng, long, longitude, lat lng, lat lon, koordinat-,
        coordinate-, gps, position-, -position, geo, location, plats, platsen, wgs84,
        karta, kartan, coords, coord, latitud, longitud, geo point, maps, pos, wgs 84,
        sweref-, point""",
    Cue.VAT: """
        vat, vat nr, vat no, vat number, vat id, moms, moms nr, momsnummer-, momsreg nr,
        momsregistreringsnummer-, tax id, tax number, btw, ust id, ust idnr, tva, iva, tax
        no, nif, uid, cvr, alv, momsregnr, moms id""",
    Cue.POSTCODE: """
        post nr, postnummer-, zip, zip code, postcode-, postal code, post code,
        postalcode, postnumret""",
    Cue.ADDRESS: """
        adress-, -adress, -adressen, address-, -address, gata, gatan, gatuadress-, street,
        bor på, bor i, bosatt-, flyttat till, flyttade till, flyttar till, lives at, lives
        in, living at, resides at, bostad-, hemadress, leveransadress, besöksadress,
        folkbokförd-, postort-, stad, residence, skicka till, skickas till, moved to, send
        to, ort, city, hämtas på, deliver to, ship to, levereras till, bodde på, skriven
        på, skrivna på""",
    Cue.MONEY: """
        kr, kronor, sek, belopp-, summa, amount-, total-, saldo, pris, price, eur, euro,
        usd, öre, kostnad-, balance, avgift, avgiften, hyra, hyran, st, antal, count, kg,
        km, procent, meter, kwh, poäng, sum, qty, quantity, st à, stycken, dollar, pund,
        ton, mb, gb, kb, bytes, rader, rows, tusen, miljoner""",
    Cue.HSA: "hsa, hsa id, hsa nr, siths, siths id, hsaid-, employeehsaid",
    Cue.DIAGNOSIS: """
        diagnos-, -diagnos, icd, icd10, icd 10, dx, diagnosis-, diagnoses, huvuddiagnos-,
        bidiagnos-, diagnosed, diagnostiserad-, sjukskriven för, lider av, konstaterad-""",
    Cue.SICK: """
        söker för, söker vård för, söker pga, drabbades av, drabbats av, symtom-,
        behandlas för, behandling för, lider av, sjuk-, sjukskriven, anteckning-,
        journal-, läkare-, läkaren, vård-, vården, anamnes-, medicinerar-, allergi-,
        allergisk mot, kronisk-, remiss-, remitterad, inlagd, insjuknade, suffers from,
        treated for, history of, symptoms-, admitted with, sick leave, hospital-,
        sjukhus-, bedömning-, utredning-, utreds för, misstänkt, ärftlighet för, tidigare
        sjukdomar, överkänslig-, besvär-, frånvaro-, clinic, medical, doctor, chronic,
        therapy, terapi-, fått diagnosen, operation-, opererad för, opereras för, vaccin-,
        klagar på, klagar över, klagade på,
        klagade över, besväras av, blodprov-, provsvar-, smärta-, -smärta,
        -smärtor, -värk, -infektion, -inflammation, -fraktur, -svikt, -syndrom, -sjukdom,
        yrsel, tablett-, dosering-, on medication, taking""",
    Cue.DRUG: """
        atc, atc kod, atc code, läkemedel-, recept, receptet, medication-, drug, medicin-,
        ordinerad-, ordination-, förskriven, förskrivning-, preparat-, prescribed,
        prescription-, utskriven, insatt på, insätts, behandlas med""",
    Cue.CUSTOMER: """
        kund nr, kund id, kundnummer-, customer no, customer number, customer id, customer
        nr, medlems nr, medlemsnummer-, member no, member number, member id, anställnings
        nr, anställningsnummer-, anst nr, employee id, account id, user no, användar id,
        client no, abonnent-, abonnemang-, kort id, pass nr, passnummer-, passport,
        patient id, konto id, id nr, kundnr, kundnumret, employee no, employee number""",
    Cue.NAME: """
        fråga efter, ask for, sök, namn, name, -namn, förnamn-, efternamn-, first name,
        last name, full name, heter, hette, tilltalsnamn-, surname, given name, family
        name, kontaktperson-, handläggare-, ansvarig, author, assignee, assigned to,
        avsändare-, sender, mottagare-, receiver, recipient, signed by, signerad av,
        signerat av, my name is, jag heter, beställare-, innehavare, talade med, pratade
        med, samtal med, träffade, kontakta, kontakt, contact, patient name, patienten,
        patient, kund, kunden, customer, anställd-, employee, användaren, ägare, owner,
        vårdnadshavare-, anhörig-, hustru, make, maka, make till, mamma, pappa, sonen,
        dottern, kortinnehavare-, cardholder, displayname, display name, reviewer,
        granskare-, attn, att, ansökan från, samtal från, mejl från, called by,
        undertecknad, fakturamottagare, kontoinnehavare, account holder, tenant,
        hyresgäst-, elev, eleven, fullname, attest, beslutsfattare, sökande-, justerare,
        deltagare-, föräldrar, föräldrarna, närvarande, candidate, present""",
    Cue.NAMED: """
        från, from, till, to, av, by, med, with, hos, för, for, och, and, att, cc, bcc,
        meet, mötte, ringde, ringer, called, told, tell, asked, hälsa, tack, thanks,
        kollega, kollegan, spoke to, spoke with, jag är, i am, this is, det är, frågade,
        bad, ring, mejla, tala med, prata med, talk to, reported by, anmäld av, eller,
        rapporterad av, låt, via, user""",
    Cue.GREETING: """
        hej, hejsan, tack, thanks, thank you, stort tack, hello, hi, dear, kära, käre,
        bästa, hälsningar, hälsning, mvh, regards, sincerely, best wishes, yours, cheers,
        hälsar, kram, kramar, puss, hälsn, hey, tja, tjenare, best, godmorgon,
        good morning, hallå, vänligen, tjena, thx, vh""",
    Cue.ACTS: """
        ringde, har ringt, har skrivit, har bokat, har svarat, har betalat, vill ha,
        ringer, skrev, skriver, svarade, svarar, mejlade, sa, säger, undrar, undrade,
        vill, bor, jobbar, arbetar, bokade, avbokade, bad, frågade, frågar, hörde,
        berättade, uppger, called, wrote, said, says, replied, asked, asks, lives, works,
        reported, wants, önskar, mår, klagar, tackar, hälsar, fyller, född, träffade,
        besökte, köpte, beställde, betalade, hämtade, lämnade, inkom, söker, accepterade,
        godkände, signerade, approved, signed, ordered, paid""",
    Cue.TITLE: """
        herr, fru, fröken, dr, doktor, mr, mrs, ms, miss, prof, professor, advokat,
        läkare, läkaren, överläkare, överläkaren, syster, ssk, sjuksköterska,
        sjuksköterskan, rektor, barnmorska, undersköterska, kurator, psykolog, psykologen,
        tandläkare, specialistläkare, sir, madam, doctor, nurse, farbror, tant, inspektör,
        kommissarie, sjukgymnast, lärare, fysioterapeut, arbetsterapeut, distriktsläkare,
        st läkare, socialsekreterare, chef, chefen, vd, kollegan, vikarie, läraren,
        doktorn, handläggaren, mäklare, mäklaren, fadern, modern, brodern, systern, sonen,
        dottern, maken, makan, frun, hustrun, målsäganden, vittnet, tilltalade, åtalade,
        deltagaren, mormor, morfar, farmor, farfar, faster,
        moster, morbror, familjen, polisassistent, advokaten, kuratorn, svärmor, svärfar,
        uncle, aunt, mister, hyresgästen, sambon, grannen, granne, sister,
        brother, daughter, wife, husband, neighbour, neighbor""",
    Cue.OTHER_NAME: """
        file name, host name, table name, column name, product name, company name, project
        name, class name, event name, package name, domain name, service name, server
        name, user name, filnamn-, företagsnamn-, användarnamn-, produktnamn-, gatunamn-,
        domännamn-, path name, bucket name, queue name, database name, db name, schema
        name, index name, logger name, app name, device name, city name, street name,
        field name, systemnamn-, projektnamn-, org name, organization name, bolagsnamn-,
        avdelning, enhet, unit, department, system, systemet, projektet, projekt,
        produkten, appen, modulen, hotell, restaurang, butik, café, kliniken, klinik,
        sjukhus, sjukhuset, skola, skolan, kommun, församling, hamn, station, bolaget,
        företaget, company, varumärke-, brand""",
}


def words_of(cue: Cue) -> tuple[str, ...]:
    """The words of a cue, with their hyphens."""
    parted = (word.strip() for word in " ".join(WORDS[cue].split()).split(","))
    return tuple(dict.fromkeys(word for word in parted if word))
