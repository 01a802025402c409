<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Afterwards</name>
    <message>
        <source>Credit this purchase to {name}?</source>
        <translation>Diesen Einkauf {name} gutschreiben?</translation>
    </message>
    <message>
        <source>Credit ↵</source>
        <translation>Gutschreiben ↵</translation>
    </message>
    <message>
        <source>{points} for {name}</source>
        <translation>{points} für {name}</translation>
    </message>
</context>
<context>
    <name>Age</name>
    <message>
        <source>{n} s ago</source>
        <translation>vor {n} s</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>vor {n} Min.</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>vor {n} Std.</translation>
    </message>
    <message>
        <source>{n} d ago</source>
        <translation>vor {n} Tagen</translation>
    </message>
</context>
<context>
    <name>AmountForm</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Open afterwards</source>
        <translation>Danach offen</translation>
    </message>
    <message>
        <source>go on with card or cash</source>
        <translation>weiter mit Karte oder Bar</translation>
    </message>
</context>
<context>
    <name>ApprovalCard</name>
    <message>
        <source>Approval by a shift lead</source>
        <translation>Freigabe durch die Leitung</translation>
    </message>
    <message>
        <source>Delete digit</source>
        <translation>Ziffer löschen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>ApprovalTool</name>
    <message>
        <source>Delete digit</source>
        <translation>Ziffer löschen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Freigabe</translation>
    </message>
    <message>
        <source>PIN of a shift lead</source>
        <translation>PIN der Schichtleitung</translation>
    </message>
</context>
<context>
    <name>Article</name>
    <message>
        <source>Shelf {shelf}</source>
        <translation>Regal {shelf}</translation>
    </message>
    <message>
        <source>day not known</source>
        <translation>Tag offen</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>Im Zulauf</translation>
    </message>
    <message>
        <source>to this store</source>
        <translation>hierher</translation>
    </message>
    <message>
        <source>this store</source>
        <translation>diese Filiale</translation>
    </message>
    <message>
        <source>no figure yet</source>
        <translation>noch keine Zahl</translation>
    </message>
    <message>
        <source>Delivery {day}</source>
        <translation>Lieferung {day}</translation>
    </message>
    <message>
        <source>incl. {rate} VAT</source>
        <translation>inkl. {rate} MwSt.</translation>
    </message>
    <message>
        <source>instead of {price}</source>
        <translation>statt {price}</translation>
    </message>
    <message>
        <source>{coupon} = {price}</source>
        <translation>{coupon} = {price}</translation>
    </message>
    <message>
        <source>today from {time}</source>
        <translation>heute ab {time}</translation>
    </message>
    <message>
        <source>tomorrow from {time}</source>
        <translation>morgen ab {time}</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>morgen {time}</translation>
    </message>
    <message>
        <source>only with a customer · F2</source>
        <translation>nur mit Kunde · F2</translation>
    </message>
    <message>
        <source>will be confirmed after the sync</source>
        <translation>wird nach Abgleich bestätigt</translation>
    </message>
    <message>
        <source>none here</source>
        <translation>hier keiner da</translation>
    </message>
    <message>
        <source>{n} available</source>
        <translation>{n} verfügbar</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>bis {time}</translation>
    </message>
    <message>
        <source>not possible offline</source>
        <translation>offline nicht möglich</translation>
    </message>
    <message>
        <source>none in the warehouse</source>
        <translation>im Lager keiner da</translation>
    </message>
    <message>
        <source>{day} · free of charge</source>
        <translation>{day} · kostenlos</translation>
    </message>
    <message>
        <source>in no other store</source>
        <translation>in keiner anderen Filiale</translation>
    </message>
    <message>
        <source>will be sent later</source>
        <translation>wird nachgesendet</translation>
    </message>
    <message>
        <source>when it is back in stock</source>
        <translation>wenn wieder auf Lager</translation>
    </message>
</context>
<context>
    <name>ArticleDeeds</name>
    <message>
        <source>{place} · arrives {day}</source>
        <translation>{place} · kommt {day}</translation>
    </message>
    <message>
        <source>Left empty: to the address of the other delivery</source>
        <translation>Leer gelassen: an die Adresse der anderen Lieferung</translation>
    </message>
    <message>
        <source>{name} is told when {article} is back in this store.</source>
        <translation>{name} erfährt es, wenn {article} wieder in dieser Filiale ist.</translation>
    </message>
    <message>
        <source>Put aside for {name}.</source>
        <translation>Wird für {name} zurückgelegt.</translation>
    </message>
    <message>
        <source>Put aside for {name} until {time}.</source>
        <translation>Wird für {name} bis {time} zurückgelegt.</translation>
    </message>
    <message>
        <source>Without the line it will be confirmed after the sync.</source>
        <translation>Offline: wird nach dem Abgleich bestätigt.</translation>
    </message>
    <message>
        <source>will be confirmed after the sync</source>
        <translation>wird nach Abgleich bestätigt</translation>
    </message>
    <message>
        <source>{n} × {article} reserved</source>
        <translation>{n} × {article} reserviert</translation>
    </message>
    <message>
        <source>Not agreed</source>
        <translation>Nicht zugestimmt</translation>
    </message>
    <message>
        <source>nobody will be notified</source>
        <translation>es wird niemand benachrichtigt</translation>
    </message>
    <message>
        <source>{article}: message when it is back</source>
        <translation>{article}: Nachricht, wenn wieder da</translation>
    </message>
    <message>
        <source>will be sent later</source>
        <translation>wird nachgesendet</translation>
    </message>
    <message>
        <source>{article} added to the basket</source>
        <translation>{article} im Warenkorb</translation>
    </message>
</context>
<context>
    <name>ArticlePage</name>
    <message>
        <source>Scan or search</source>
        <translation>Scannen oder suchen</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>wählen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>A scan ends the input</source>
        <translation>Ein Scan beendet die Eingabe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Goes with it</source>
        <translation>Passt dazu</translation>
    </message>
    <message>
        <source>Alternatives</source>
        <translation>Alternativen</translation>
    </message>
    <message>
        <source>Which article?</source>
        <translation>Welcher Artikel?</translation>
    </message>
    <message>
        <source>Scan it, or type a name or a number. F7 in the sale opens the chosen line.</source>
        <translation>Scannen Sie ihn oder tippen Sie Name oder Nummer. F7 im Verkauf öffnet die gewählte Zeile.</translation>
    </message>
    <message>
        <source>Reserve here</source>
        <translation>Hier reservieren</translation>
    </message>
    <message>
        <source>Deliver home</source>
        <translation>Nach Hause liefern</translation>
    </message>
    <message>
        <source>To another store</source>
        <translation>In andere Filiale</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>One less</source>
        <translation>Einer weniger</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Einer mehr</translation>
    </message>
    <message>
        <source>Add to basket</source>
        <translation>In den Warenkorb</translation>
    </message>
    <message>
        <source>Often bought together</source>
        <translation>Oft zusammen gekauft</translation>
    </message>
    <message>
        <source>Nothing known yet</source>
        <translation>Noch nichts bekannt</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>Articles</name>
    <message>
        <source>Find the customer</source>
        <translation>Kunde suchen</translation>
    </message>
    <message>
        <source>Reserve here</source>
        <translation>Hier reservieren</translation>
    </message>
    <message>
        <source>Deliver home</source>
        <translation>Nach Hause liefern</translation>
    </message>
    <message>
        <source>To another store</source>
        <translation>In andere Filiale</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>Add to basket</source>
        <translation>In den Warenkorb</translation>
    </message>
    <message>
        <source>One more, one less</source>
        <translation>Einer mehr, einer weniger</translation>
    </message>
    <message>
        <source>Choose and open a store</source>
        <translation>Filiale wählen und öffnen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>Angebot</translation>
    </message>
    <message>
        <source>for {name}</source>
        <translation>für {name}</translation>
    </message>
    <message>
        <source>No customer</source>
        <translation>Ohne Kunden</translation>
    </message>
    <message>
        <source>To basket</source>
        <translation>In Warenkorb</translation>
    </message>
</context>
<context>
    <name>Basket</name>
    <message>
        <source>check stock</source>
        <translation>Bestand prüfen</translation>
    </message>
    <message>
        <source>{n} more for {offer}</source>
        <translation>noch {n} für {offer}</translation>
    </message>
    <message>
        <source>Web price</source>
        <translation>Web-Preis</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Deliver</source>
        <translation>Liefern</translation>
    </message>
</context>
<context>
    <name>CardForm</name>
    <message>
        <source>The question is on disk</source>
        <translation>Die Frage ist gespeichert</translation>
    </message>
    <message>
        <source>Type the amount on the terminal</source>
        <translation>Betrag am Terminal eintippen</translation>
    </message>
    <message>
        <source>Card, phone or watch; the customer pays there</source>
        <translation>Karte, Handy oder Uhr; der Kunde zahlt dort</translation>
    </message>
    <message>
        <source>Read the terminal&apos;s slip: was it paid?</source>
        <translation>Beleg des Terminals lesen: bezahlt?</translation>
    </message>
    <message>
        <source>Paid F12, not paid F8</source>
        <translation>Bezahlt F12, nicht bezahlt F8</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Nicht bezahlt</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>Part amount</source>
        <translation>Teilbetrag</translation>
    </message>
    <message>
        <source>Was this paid?</source>
        <translation>Wurde das bezahlt?</translation>
    </message>
    <message>
        <source>The till stopped before the answer was noted. Look at the terminal&apos;s slip or its journal. No second charge starts before you answer.</source>
        <translation>Die Kasse hielt an, bevor die Antwort notiert war. Beleg oder Journal des Terminals ansehen. Vor der Antwort wird nichts ein zweites Mal belastet.</translation>
    </message>
    <message>
        <source>before the restart</source>
        <translation>vor dem Neustart</translation>
    </message>
    <message>
        <source>Nothing was charged and nothing is booked.</source>
        <translation>Nichts wurde belastet und nichts ist gebucht.</translation>
    </message>
    <message>
        <source>Card · stand-alone terminal</source>
        <translation>Karte · Terminal ohne Anschluss</translation>
    </message>
</context>
<context>
    <name>Cash</name>
    <message>
        <source>Pieces, amount or PIN</source>
        <translation>Stück, Betrag oder PIN</translation>
    </message>
    <message>
        <source>Next kind of piece</source>
        <translation>Nächste Sorte</translation>
    </message>
    <message>
        <source>Previous kind of piece</source>
        <translation>Vorige Sorte</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Neu zählen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The difference is above the limit. Type the PIN of a shift lead.</source>
        <translation>Die Differenz liegt über dem Limit. PIN der Leitung eingeben.</translation>
    </message>
    <message>
        <source>Shift {n} · {name} · since {time}</source>
        <translation>Schicht {n} · {name} · seit {time}</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message numerus="yes">
        <source>Card · %n payment(s)</source>
        <translation>
            <numerusform>Karte · %n Zahlung</numerusform>
            <numerusform>Karte · %n Zahlungen</numerusform>
        </translation>
    </message>
    <message>
        <source>terminal</source>
        <translation>Terminal</translation>
    </message>
</context>
<context>
    <name>CashForm</name>
    <message>
        <source>exact</source>
        <translation>passend</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Gegeben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Rückgeld</translation>
    </message>
    <message>
        <source>Open afterwards</source>
        <translation>Danach offen</translation>
    </message>
    <message>
        <source>hand out like this</source>
        <translation>so herausgeben</translation>
    </message>
</context>
<context>
    <name>Collect</name>
    <message>
        <source>Hand over ({n})</source>
        <translation>Übergeben ({n})</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Take payment and hand over</source>
        <translation>Kassieren und übergeben</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>Kassieren</translation>
    </message>
    <message>
        <source>The customer is asked whether {article} will do.</source>
        <translation>Der Kunde wird gefragt, ob {article} recht ist.</translation>
    </message>
    <message>
        <source>Substitute offered.</source>
        <translation>Ersatz angeboten.</translation>
    </message>
    <message>
        <source>Offer something else, or make the rest ready.</source>
        <translation>Ersatz anbieten oder den Rest bereitstellen.</translation>
    </message>
    <message>
        <source>{n} of {count} missing.</source>
        <translation>{n} von {count} fehlt.</translation>
    </message>
    <message>
        <source>Offer something else</source>
        <translation>Ersatz anbieten</translation>
    </message>
    <message>
        <source>{n} still to be found</source>
        <translation>noch {n} zu holen</translation>
    </message>
    <message>
        <source>nothing was found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>All found</source>
        <translation>Alles gefunden</translation>
    </message>
    <message>
        <source>Make ready</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Cancelled by the customer, {time}.</source>
        <translation>Vom Kunden storniert, {time}.</translation>
    </message>
    <message>
        <source>Are the goods here? Money goes back only after this answer.</source>
        <translation>Ist die Ware hier? Geld fließt erst nach dieser Antwort zurück.</translation>
    </message>
    <message>
        <source>No, it is being collected</source>
        <translation>Nein, wird abgeholt</translation>
    </message>
    <message>
        <source>Yes, cancel</source>
        <translation>Ja, stornieren</translation>
    </message>
    <message>
        <source>Not wanted any more</source>
        <translation>Nicht mehr gewünscht</translation>
    </message>
    <message>
        <source>Not collected in time</source>
        <translation>Nicht abgeholt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Order not in the list</source>
        <translation>Nicht in der Liste</translation>
    </message>
    <message>
        <source>The code is genuine. Scan every parcel.</source>
        <translation>Code ist echt. Alle Pakete scannen.</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>bezahlt</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <source>payment in the store</source>
        <translation>Zahlung in der Filiale</translation>
    </message>
    <message>
        <source>to pick</source>
        <translation>zu kommissionieren</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Fehlbestand</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>cancel?</source>
        <translation>Storno?</translation>
    </message>
    <message>
        <source>collected</source>
        <translation>abgeholt</translation>
    </message>
    <message>
        <source>put back</source>
        <translation>zurückgelagert</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>storniert</translation>
    </message>
    <message>
        <source>{n} not wanted, back to the shelf</source>
        <translation>{n} nicht gewünscht, zurück an Lager</translation>
    </message>
    <message>
        <source>Place {place}</source>
        <translation>Fach {place}</translation>
    </message>
    <message>
        <source>Not wanted</source>
        <translation>Nicht gewünscht</translation>
    </message>
    <message>
        <source>One piece less</source>
        <translation>Ein Stück weniger</translation>
    </message>
    <message>
        <source>{n} · follows {day}</source>
        <translation>{n} · nachgeliefert {day}</translation>
    </message>
    <message>
        <source>{n} collected</source>
        <translation>{n} abgeholt</translation>
    </message>
    <message>
        <source>{n} back on the shelf</source>
        <translation>{n} zurück an Lager</translation>
    </message>
    <message>
        <source>{n} not to be had</source>
        <translation>{n} nicht lieferbar</translation>
    </message>
    <message>
        <source>{n} · not packed</source>
        <translation>{n} · nicht gepackt</translation>
    </message>
    <message>
        <source>Shelf {shelf}</source>
        <translation>Regal {shelf}</translation>
    </message>
    <message>
        <source>{n} missing</source>
        <translation>{n} fehlt</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Check all off</source>
        <translation>Alle abhaken</translation>
    </message>
    <message>
        <source>Without it: approval</source>
        <translation>Ohne das: Freigabe</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>der Kunde</translation>
    </message>
    <message>
        <source>Part {n} of {count}.</source>
        <translation>Teilübergabe {n} von {count}.</translation>
    </message>
    <message>
        <source>The rest stays open, {name} is told.</source>
        <translation>Rest bleibt offen, {name} wird informiert.</translation>
    </message>
    <message>
        <source>Expired {day}.</source>
        <translation>Abgelaufen am {day}</translation>
    </message>
    <message>
        <source>Put it back, or hand it over with an approval.</source>
        <translation>Zurücklagern oder mit Freigabe übergeben.</translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation>{n} von {count}</translation>
    </message>
    <message>
        <source>Parcels scanned</source>
        <translation>Pakete gescannt</translation>
    </message>
    <message>
        <source>Pickup code checked</source>
        <translation>Abholcode geprüft</translation>
    </message>
    <message>
        <source>in place of the code</source>
        <translation>statt Abholcode</translation>
    </message>
    <message>
        <source>Document checked</source>
        <translation>Ausweis geprüft</translation>
    </message>
    <message>
        <source>from {n} years</source>
        <translation>ab {n} Jahren</translation>
    </message>
    <message>
        <source>Age checked</source>
        <translation>Alter geprüft</translation>
    </message>
    <message>
        <source>Collected by another person</source>
        <translation>Abholung durch andere Person</translation>
    </message>
    <message>
        <source>required</source>
        <translation>Pflicht</translation>
    </message>
    <message>
        <source>required from {amount}</source>
        <translation>Pflicht ab {amount}</translation>
    </message>
    <message>
        <source>required for another person</source>
        <translation>Pflicht bei anderer Person</translation>
    </message>
    <message>
        <source>required without the code</source>
        <translation>Pflicht ohne Abholcode</translation>
    </message>
    <message>
        <source>not ready yet</source>
        <translation>noch nicht bereit</translation>
    </message>
    <message>
        <source>collected already</source>
        <translation>schon abgeholt</translation>
    </message>
    <message>
        <source>Check the articles off first</source>
        <translation>Erst Artikel abhaken</translation>
    </message>
    <message>
        <source>Scan the parcel&apos;s label</source>
        <translation>Paketetikett scannen</translation>
    </message>
    <message>
        <source>Check the pickup code</source>
        <translation>Abholcode prüfen</translation>
    </message>
    <message>
        <source>Look at a document</source>
        <translation>Ausweis prüfen</translation>
    </message>
    <message>
        <source>Check the age: {n}</source>
        <translation>Alter prüfen: {n}</translation>
    </message>
    <message>
        <source>parcel not scanned</source>
        <translation>Paket nicht gescannt</translation>
    </message>
    <message>
        <source>no pickup code</source>
        <translation>kein Abholcode</translation>
    </message>
    <message>
        <source>no document</source>
        <translation>kein Ausweis</translation>
    </message>
    <message>
        <source>Also lifted: {duties}</source>
        <translation>Damit auch freigegeben: {duties}</translation>
    </message>
    <message>
        <source>Articles back to the shelf</source>
        <translation>Artikel zurück an Lager</translation>
    </message>
    <message>
        <source>Take into the sale</source>
        <translation>In Verkauf mitnehmen</translation>
    </message>
    <message>
        <source>Clear a substitute</source>
        <translation>Ersatz klären</translation>
    </message>
    <message>
        <source>To be cancelled</source>
        <translation>Storno erbeten</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Done today</source>
        <translation>Heute abgeholt</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>1 article</source>
        <translation>1 Artikel</translation>
    </message>
    <message>
        <source>{n} articles</source>
        <translation>{n} Artikel</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>vor {n} Min.</translation>
    </message>
    <message>
        <source>{h} h {m} ago</source>
        <translation>vor {h} h {m}</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>since yesterday</source>
        <translation>seit gestern</translation>
    </message>
    <message>
        <source>{amount} open</source>
        <translation>{amount} offen</translation>
    </message>
    <message>
        <source>By {time}</source>
        <translation>Frist {time}</translation>
    </message>
    <message>
        <source>{n} of {count} picked</source>
        <translation>{n} von {count} geholt</translation>
    </message>
    <message>
        <source>{n} of {count} missing</source>
        <translation>{n} von {count} fehlt</translation>
    </message>
    <message>
        <source>Customer is asked</source>
        <translation>Kunde gefragt</translation>
    </message>
    <message>
        <source>Customer here</source>
        <translation>Kundin da</translation>
    </message>
    <message>
        <source>until today</source>
        <translation>bis heute</translation>
    </message>
    <message>
        <source>until tomorrow</source>
        <translation>bis morgen</translation>
    </message>
    <message>
        <source>{n} of {count} articles</source>
        <translation>{n} von {count} Artikeln</translation>
    </message>
    <message>
        <source>to put back</source>
        <translation>zurücklagern</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>beantworten</translation>
    </message>
    <message>
        <source>Take the customer into the sale</source>
        <translation>Kunden in Verkauf mitnehmen</translation>
    </message>
    <message>
        <source>Print the pick list and begin to pick</source>
        <translation>Pickliste drucken und kommissionieren</translation>
    </message>
    <message>
        <source>Move to another place</source>
        <translation>In anderes Fach legen</translation>
    </message>
    <message>
        <source>Remind the customer</source>
        <translation>Kunden erinnern</translation>
    </message>
    <message>
        <source>Print the labels</source>
        <translation>Etiketten drucken</translation>
    </message>
    <message>
        <source>Back to the shelf, cancel</source>
        <translation>Zurücklagern, stornieren</translation>
    </message>
    <message>
        <source>Hand over, make ready</source>
        <translation>Übergeben, bereitstellen</translation>
    </message>
    <message>
        <source>Check off, then one duty after the other</source>
        <translation>Abhaken, dann eine Pflicht nach der anderen</translation>
    </message>
    <message>
        <source>One piece more, one less</source>
        <translation>Ein Stück mehr, eins weniger</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>A line that is not wanted, or missing</source>
        <translation>Zeile nicht gewünscht oder fehlt</translation>
    </message>
    <message>
        <source>Choose an order</source>
        <translation>Bestellung wählen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>– paid orders can be handed over with their pickup code.</source>
        <translation>– Übergabe bezahlter Bestellungen mit Abholcode möglich.</translation>
    </message>
    <message>
        <source>List: as of {time}, new orders are missing.</source>
        <translation>Liste: Stand {time}, neue Bestellungen fehlen.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
</context>
<context>
    <name>CollectDesk</name>
    <message>
        <source>{number} handed over</source>
        <translation>{number} übergeben</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>the centre is told after the sync</source>
        <translation>wird nach dem Abgleich gemeldet</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Falsche PIN – noch %n Versuch</numerusform>
            <numerusform>Falsche PIN – noch %n Versuche</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConsentsCard</name>
    <message>
        <source>Consents</source>
        <translation>Einwilligungen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>CountForm</name>
    <message>
        <source>Notes</source>
        <translation>Scheine</translation>
    </message>
    <message>
        <source>Coins</source>
        <translation>Münzen</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>next kind</source>
        <translation>nächste Sorte</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>Delete digit</source>
        <translation>Ziffer löschen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Next kind</source>
        <translation>Nächste Sorte</translation>
    </message>
</context>
<context>
    <name>CounterTop</name>
    <message>
        <source>Scan or search</source>
        <translation>Scannen oder suchen – Artikel oder Code</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>wählen</translation>
    </message>
    <message>
        <source>into the basket</source>
        <translation>in den Warenkorb</translation>
    </message>
    <message>
        <source>details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>A scan ends the input</source>
        <translation>Scannen beendet die Eingabe</translation>
    </message>
    <message>
        <source>Name, card, phone or e-mail</source>
        <translation>Name, Karte, Telefon oder E-Mail</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Void last sale</source>
        <translation>Letzten Bon stornieren</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Stornieren</translation>
    </message>
    <message>
        <source>Stock here</source>
        <translation>Bestand hier</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>Einzelpreis</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Ready for the next customer</source>
        <translation>Bereit für den nächsten Kunden</translation>
    </message>
    <message>
        <source>Scan the first article or the customer card, or type a name.</source>
        <translation>Ersten Artikel scannen, Kundenkarte vorhalten oder einen Namen tippen.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>Keine Schicht offen</translation>
    </message>
    <message>
        <source>Count the float and open the shift, then you can sell.</source>
        <translation>Wechselgeld zählen und die Schicht öffnen, dann kann verkauft werden.</translation>
    </message>
    <message>
        <source>Open the shift</source>
        <translation>Schicht öffnen</translation>
    </message>
</context>
<context>
    <name>CrossSell</name>
    <message>
        <source>Goes with the basket</source>
        <translation>Passt zum Warenkorb</translation>
    </message>
    <message>
        <source>from similar baskets</source>
        <translation>aus Käufen ähnlicher Warenkörbe</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>Customer</name>
    <message>
        <source>Today, {day}</source>
        <translation>Heute, {day}</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <source>Earlier in {month}</source>
        <translation>Früher im {month}</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>Customer without a name</source>
        <translation>Kunde ohne Namen</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Card ··{end}</source>
        <translation>Karte ··{end}</translation>
    </message>
    <message>
        <source>since today</source>
        <translation>seit heute</translation>
    </message>
    <message>
        <source>since {year}</source>
        <translation>seit {year}</translation>
    </message>
    <message>
        <source>last {day}</source>
        <translation>zuletzt {day}</translation>
    </message>
    <message>
        <source>{n} P</source>
        <translation>{n} P</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>not yet confirmed</source>
        <translation>noch nicht bestätigt</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>Stand {time}</translation>
    </message>
    <message>
        <source>{n} of it provisional</source>
        <translation>davon {n} vorläufig</translation>
    </message>
    <message>
        <source>scan first</source>
        <translation>erst scannen</translation>
    </message>
    <message>
        <source>up to {amount}</source>
        <translation>bis {amount}</translation>
    </message>
    <message>
        <source>from {points}</source>
        <translation>ab {points}</translation>
    </message>
    <message>
        <source>too old</source>
        <translation>zu alt</translation>
    </message>
    <message>
        <source>limit reached</source>
        <translation>Grenze erreicht</translation>
    </message>
    <message>
        <source>online only</source>
        <translation>nur online</translation>
    </message>
    <message>
        <source>{amount} to {tier}</source>
        <translation>noch {amount} bis {tier}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>bis {day}</translation>
    </message>
    <message>
        <source>from {amount}</source>
        <translation>ab {amount}</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Angewendet</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>expired {day}</source>
        <translation>abgelaufen {day}</translation>
    </message>
    <message>
        <source>from {day} on</source>
        <translation>ab {day}</translation>
    </message>
    <message>
        <source>used {day}</source>
        <translation>benutzt {day}</translation>
    </message>
    <message>
        <source>used already</source>
        <translation>schon benutzt</translation>
    </message>
    <message>
        <source>not beside another coupon</source>
        <translation>nicht kombinierbar</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>zurückgezogen</translation>
    </message>
    <message>
        <source>belongs to somebody else</source>
        <translation>gehört jemand anderem</translation>
    </message>
    <message>
        <source>only from {amount} on</source>
        <translation>erst ab {amount}</translation>
    </message>
    <message>
        <source>fits no article here</source>
        <translation>passt zu keinem Artikel</translation>
    </message>
    <message>
        <source>App basket</source>
        <translation>App-Warenkorb</translation>
    </message>
    <message>
        <source>Web basket</source>
        <translation>Web-Warenkorb</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Newsletter</source>
        <translation>Newsletter E-Mail</translation>
    </message>
    <message>
        <source>App messages</source>
        <translation>App-Mitteilungen</translation>
    </message>
    <message>
        <source>Personal offers</source>
        <translation>Persönl. Angebote</translation>
    </message>
    <message>
        <source>SMS and calls</source>
        <translation>SMS und Anruf</translation>
    </message>
    <message>
        <source>Not sold in this store: {n} of the basket</source>
        <translation>In dieser Filiale nicht im Sortiment: {n} aus dem Warenkorb</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>Einkauf</translation>
    </message>
    <message>
        <source>Online purchase</source>
        <translation>Onlinekauf</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Retoure</translation>
    </message>
    <message>
        <source>Carried over</source>
        <translation>Übertrag</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>Eingelöst</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Verfallen</translation>
    </message>
    <message>
        <source>Adjusted</source>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Storno</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>till</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>web</source>
        <translation>Web</translation>
    </message>
    <message>
        <source>app</source>
        <translation>App</translation>
    </message>
    <message>
        <source>store</source>
        <translation>Filiale</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>own phone</source>
        <translation>eigenes Handy</translation>
    </message>
    <message>
        <source>since {month}</source>
        <translation>seit {month}</translation>
    </message>
</context>
<context>
    <name>CustomerDesk</name>
    <message>
        <source>Scan the card, name, phone or e-mail</source>
        <translation>Karte scannen, Name, Telefon oder E-Mail</translation>
    </message>
    <message>
        <source>Card, name, phone, e-mail</source>
        <translation>Karte, Name, Telefon, E-Mail</translation>
    </message>
    <message>
        <source>Coupons and offers</source>
        <translation>Coupons und Angebote</translation>
    </message>
    <message>
        <source>Open in other channels</source>
        <translation>Offen in anderen Kanälen</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>searching everywhere …</source>
        <translation>sucht überall …</translation>
    </message>
    <message>
        <source>The centre cannot be asked whether it was used already. Without approval up to {amount}.</source>
        <translation>Die Zentrale kann nicht gefragt werden, ob er schon benutzt ist. Ohne Freigabe bis {amount}.</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Falsche PIN – noch %n Versuch</numerusform>
            <numerusform>Falsche PIN – noch %n Versuche</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustomerFinding</name>
    <message>
        <source>searching everywhere …</source>
        <translation>sucht überall …</translation>
    </message>
    <message>
        <source>The centre does not answer: customers of this store only</source>
        <translation>Zentrale antwortet nicht: nur Kunden dieser Filiale</translation>
    </message>
</context>
<context>
    <name>CustomerFinds</name>
    <message>
        <source>New customer: “{text}”</source>
        <translation>Neu anlegen: „{text}“</translation>
    </message>
</context>
<context>
    <name>CustomerPage</name>
    <message>
        <source>Name, card, phone or e-mail</source>
        <translation>Name, Karte, Telefon oder E-Mail</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>Wer ist es?</translation>
    </message>
    <message>
        <source>Scan the card or the app, or type a name, a phone number or an e-mail address.</source>
        <translation>Karte oder App scannen oder Name, Telefon oder E-Mail tippen.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Einwilligungen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>Käufe</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n} weitere</translation>
    </message>
    <message>
        <source>Attach without basket</source>
        <translation>Ohne Warenkorb zuordnen</translation>
    </message>
    <message>
        <source>Without basket</source>
        <translation>Ohne Warenkorb</translation>
    </message>
    <message>
        <source>Continue basket</source>
        <translation>Warenkorb weiterführen</translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message>
        <source>Sell without this customer</source>
        <translation>Ohne diesen Kunden verkaufen</translation>
    </message>
    <message>
        <source>Find customer</source>
        <translation>Kunde suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>No customer</source>
        <translation>Ohne Kunde</translation>
    </message>
    <message>
        <source>Touch to show</source>
        <translation>Zum Zeigen berühren</translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message>
        <source>Attach to the sale</source>
        <translation>Dem Verkauf zuordnen</translation>
    </message>
    <message>
        <source>Show contact data</source>
        <translation>Kontaktdaten zeigen</translation>
    </message>
    <message>
        <source>Continue the basket of the app</source>
        <translation>App-Warenkorb weiterführen</translation>
    </message>
    <message>
        <source>Scroll the history</source>
        <translation>Im Verlauf blättern</translation>
    </message>
    <message>
        <source>A yes is confirmed by the customer on the customer display.</source>
        <translation>Ein Ja bestätigt der Kunde am Kundendisplay.</translation>
    </message>
    <message>
        <source>No customer display: a yes needs the customer&apos;s signature on paper.</source>
        <translation>Kein Kundendisplay: Ein Ja braucht die Unterschrift auf Papier.</translation>
    </message>
    <message>
        <source>The customer is asked on the customer display …</source>
        <translation>Der Kunde wird am Kundendisplay gefragt …</translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Erneut drucken</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Stornieren</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Zu zahlen</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n} weitere</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>Rabatte</translation>
    </message>
    <message>
        <source>Points for this purchase</source>
        <translation>Punkte für diesen Einkauf</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Exact cash</source>
        <translation>Bar passend</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>Bezahlen</translation>
    </message>
    <message numerus="yes">
        <source>Subtotal · %n item(s)</source>
        <translation>
            <numerusform>Zwischensumme · %n Artikel</numerusform>
            <numerusform>Zwischensumme · %n Artikel</numerusform>
        </translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>Zwischensumme</translation>
    </message>
    <message>
        <source>VAT {rate} incl.</source>
        <translation>MwSt. {rate} enth.</translation>
    </message>
</context>
<context>
    <name>DeliverForm</name>
    <message>
        <source>Deliver</source>
        <translation>Liefern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Straße und Hausnummer</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>PLZ</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Deliver home</source>
        <translation>Nach Hause liefern</translation>
    </message>
</context>
<context>
    <name>DemoPanel</name>
    <message>
        <source>Centre and network</source>
        <translation>Zentrale und Netz</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Page of the centre with today&apos;s record</source>
        <translation>Seite der Zentrale mit dem heutigen Tag</translation>
    </message>
    <message>
        <source>Open the journal</source>
        <translation>Journal öffnen</translation>
    </message>
    <message>
        <source>Show or hide the customer display</source>
        <translation>Kundenanzeige ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Reconnect the network</source>
        <translation>Netz verbinden</translation>
    </message>
    <message>
        <source>Cut the network</source>
        <translation>Netz trennen</translation>
    </message>
</context>
<context>
    <name>DiscardTool</name>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard the basket?</source>
        <translation>Warenkorb verwerfen?</translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message>
        <source>Next customer</source>
        <translation>Nächster Kunde</translation>
    </message>
    <message>
        <source>Print the receipt</source>
        <translation>Beleg drucken</translation>
    </message>
    <message>
        <source>Credit the points to a customer</source>
        <translation>Punkte einem Kunden gutschreiben</translation>
    </message>
    <message>
        <source>Void this sale</source>
        <translation>Diesen Verkauf stornieren</translation>
    </message>
    <message>
        <source>Card, phone, e-mail or name of the customer</source>
        <translation>Karte, Telefon, E-Mail oder Name des Kunden</translation>
    </message>
    <message>
        <source>Paid · Receipt {number}</source>
        <translation>Bezahlt · Bon {number}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Rückgeld</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>Bon {number}</translation>
    </message>
    <message>
        <source>{amount} in cash</source>
        <translation>{amount} bar</translation>
    </message>
    <message>
        <source>{amount} by card</source>
        <translation>{amount} mit Karte</translation>
    </message>
    <message>
        <source>{amount} in points</source>
        <translation>{amount} mit Punkten</translation>
    </message>
    <message>
        <source>given {amount}</source>
        <translation>gegeben {amount}</translation>
    </message>
    <message>
        <source>{number} handed over</source>
        <translation>{number} übergeben</translation>
    </message>
    <message>
        <source>{points} with this purchase</source>
        <translation>{points} mit diesem Einkauf</translation>
    </message>
    <message>
        <source>balance {points}</source>
        <translation>Stand {points}</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>vorläufig</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Gedruckt</translation>
    </message>
    <message>
        <source>Receipt on the phone</source>
        <translation>Beleg aufs Handy</translation>
    </message>
    <message>
        <source>Credit the points</source>
        <translation>Punkte nachtragen</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Scan the next article – a new sale starts at once</source>
        <translation>Nächsten Artikel scannen – ein neuer Verkauf beginnt sofort</translation>
    </message>
</context>
<context>
    <name>EnrolTool</name>
    <message>
        <source>Add customer</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Neuer Kunde</translation>
    </message>
    <message>
        <source>The customer confirms each one on the customer display.</source>
        <translation>Der Kunde bestätigt jede am Kundendisplay.</translation>
    </message>
    <message>
        <source>No customer display: tick only what the customer has signed on paper.</source>
        <translation>Kein Kundendisplay: Nur ankreuzen, was auf Papier unterschrieben ist.</translation>
    </message>
    <message>
        <source>waiting for the customer’s phone …</source>
        <translation>wartet auf das Handy des Kunden …</translation>
    </message>
    <message>
        <source>That is them</source>
        <translation>Das ist die Person</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Vorname</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Nachname</translation>
    </message>
    <message>
        <source>E-mail or phone</source>
        <translation>E-Mail oder Telefon</translation>
    </message>
    <message>
        <source>Card, if there is one</source>
        <translation>Karte, falls vorhanden</translation>
    </message>
    <message>
        <source>Fill in on the display</source>
        <translation>Am Display ausfüllen</translation>
    </message>
    <message>
        <source>On the display</source>
        <translation>Am Display</translation>
    </message>
    <message>
        <source>Is it one of these?</source>
        <translation>Ist es eine von diesen?</translation>
    </message>
    <message>
        <source>Add anyway</source>
        <translation>Trotzdem anlegen</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>{text} is not in the range</source>
        <translation>{text} ist nicht im Sortiment</translation>
    </message>
    <message>
        <source>Search by name, or put the article aside.</source>
        <translation>Nach dem Namen suchen oder den Artikel zurücklegen.</translation>
    </message>
    <message>
        <source>{text} was misread</source>
        <translation>{text} wurde falsch gelesen</translation>
    </message>
    <message>
        <source>The check digit is wrong. Scan again or type the code.</source>
        <translation>Die Prüfziffer stimmt nicht. Noch einmal scannen oder den Code tippen.</translation>
    </message>
    <message>
        <source>{text} is only part of a code</source>
        <translation>{text} ist nur ein Teil eines Codes</translation>
    </message>
    <message>
        <source>Scan again, closer to the label.</source>
        <translation>Noch einmal scannen, näher am Etikett.</translation>
    </message>
    <message>
        <source>Quantity {quantity} is not possible</source>
        <translation>Menge {quantity} ist nicht möglich</translation>
    </message>
    <message>
        <source>Between 1 and {most}. The basket is unchanged.</source>
        <translation>Zwischen 1 und {most}. Der Warenkorb ist unverändert.</translation>
    </message>
    <message>
        <source>{amount_minor} is not possible</source>
        <translation>{amount_minor} ist nicht möglich</translation>
    </message>
    <message>
        <source>Check the amount. Nothing was changed.</source>
        <translation>Den Betrag prüfen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>That line is no longer there</source>
        <translation>Diese Zeile gibt es nicht mehr</translation>
    </message>
    <message>
        <source>What the screen shows now is right.</source>
        <translation>Was jetzt auf dem Bildschirm steht, gilt.</translation>
    </message>
    <message>
        <source>The basket is empty</source>
        <translation>Der Warenkorb ist leer</translation>
    </message>
    <message>
        <source>Scan an article first.</source>
        <translation>Zuerst einen Artikel scannen.</translation>
    </message>
    <message>
        <source>No VAT rate for class {tax}</source>
        <translation>Kein MwSt.-Satz für Klasse {tax}</translation>
    </message>
    <message>
        <source>This article cannot be sold until the centre sends the rate. The basket is unchanged.</source>
        <translation>Der Artikel kann erst verkauft werden, wenn die Zentrale den Satz schickt. Der Warenkorb ist unverändert.</translation>
    </message>
    <message>
        <source>{given_minor} is too little</source>
        <translation>{given_minor} ist zu wenig</translation>
    </message>
    <message>
        <source>{due_minor} are due. Nothing was booked.</source>
        <translation>{due_minor} sind zu zahlen. Nichts wurde gebucht.</translation>
    </message>
    <message>
        <source>That is not possible now</source>
        <translation>Das geht jetzt nicht</translation>
    </message>
    <message>
        <source>Finish the payment or go back. Nothing was booked.</source>
        <translation>Die Zahlung beenden oder zurückgehen. Nichts wurde gebucht.</translation>
    </message>
    <message>
        <source>The card payment is still open</source>
        <translation>Die Kartenzahlung ist noch offen</translation>
    </message>
    <message>
        <source>Look at the terminal&apos;s slip and answer: paid or not paid. No second charge before that.</source>
        <translation>Den Beleg des Terminals ansehen und antworten: bezahlt oder nicht bezahlt. Vorher wird nichts ein zweites Mal belastet.</translation>
    </message>
    <message>
        <source>Nothing to void</source>
        <translation>Nichts zu stornieren</translation>
    </message>
    <message>
        <source>There is no sale in this shift yet.</source>
        <translation>In dieser Schicht gibt es noch keinen Verkauf.</translation>
    </message>
    <message>
        <source>Receipt {receipt} is already void</source>
        <translation>Bon {receipt} ist schon storniert</translation>
    </message>
    <message>
        <source>Nothing was booked a second time.</source>
        <translation>Nichts wurde ein zweites Mal gebucht.</translation>
    </message>
    <message>
        <source>This sale belongs to another shift</source>
        <translation>Dieser Verkauf gehört zu einer anderen Schicht</translation>
    </message>
    <message>
        <source>It can only be taken back as a return.</source>
        <translation>Er kann nur als Retoure zurückgenommen werden.</translation>
    </message>
    <message>
        <source>A void needs a reason</source>
        <translation>Ein Storno braucht einen Grund</translation>
    </message>
    <message>
        <source>Choose one or type it.</source>
        <translation>Einen wählen oder eintippen.</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>Falsche PIN</translation>
    </message>
    <message>
        <source>Tries left: {tries_left}.</source>
        <translation>Noch {tries_left} Versuche.</translation>
    </message>
    <message>
        <source>Locked after wrong PINs</source>
        <translation>Nach falschen PINs gesperrt</translation>
    </message>
    <message>
        <source>A shift lead unlocks with their own PIN.</source>
        <translation>Die Leitung entsperrt mit ihrer eigenen PIN.</translation>
    </message>
    <message>
        <source>No operator has number {number}</source>
        <translation>Niemand hat die Nummer {number}</translation>
    </message>
    <message>
        <source>Check the number or choose a name.</source>
        <translation>Die Nummer prüfen oder einen Namen wählen.</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Niemand ist angemeldet</translation>
    </message>
    <message>
        <source>Sign in with your PIN. The basket stays.</source>
        <translation>Mit der PIN anmelden. Der Warenkorb bleibt.</translation>
    </message>
    <message>
        <source>This needs a second person</source>
        <translation>Das braucht eine zweite Person</translation>
    </message>
    <message>
        <source>A shift lead approves with their PIN. Nothing was booked.</source>
        <translation>Die Leitung gibt mit ihrer PIN frei. Nichts wurde gebucht.</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>Keine Schicht offen</translation>
    </message>
    <message>
        <source>Open it under Till with the float; then you can sell.</source>
        <translation>Unter Kasse mit dem Wechselgeld öffnen, dann kann verkauft werden.</translation>
    </message>
    <message>
        <source>A shift of {by} is already open</source>
        <translation>Schicht von {by} ist schon offen</translation>
    </message>
    <message>
        <source>Go on selling in it, or close it first.</source>
        <translation>Darin weiterverkaufen oder sie zuerst abschließen.</translation>
    </message>
    <message>
        <source>There is still a basket on the counter</source>
        <translation>Es liegt noch ein Warenkorb auf der Kasse</translation>
    </message>
    <message>
        <source>Pay it or discard it first.</source>
        <translation>Zuerst bezahlen oder verwerfen.</translation>
    </message>
    <message>
        <source>Live mode is not possible in {country} yet</source>
        <translation>Echtbetrieb ist in {country} noch nicht möglich</translation>
    </message>
    <message>
        <source>The law asks for a signing unit there. Training and demo work. Nothing was booked.</source>
        <translation>Das Gesetz verlangt dort eine Signatureinheit. Schulung und Demo gehen. Nichts wurde gebucht.</translation>
    </message>
    <message>
        <source>This till belongs to no store yet</source>
        <translation>Diese Kasse gehört noch zu keiner Filiale</translation>
    </message>
    <message>
        <source>Enrol it with a code from the centre, or try the demo.</source>
        <translation>Mit einem Code der Zentrale anmelden oder die Demo ausprobieren.</translation>
    </message>
    <message>
        <source>This folder is a till already</source>
        <translation>Dieser Ordner ist schon eine Kasse</translation>
    </message>
    <message>
        <source>One folder is one till: start with another folder. Nothing was changed.</source>
        <translation>Ein Ordner ist eine Kasse: mit einem anderen Ordner starten. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Tresen is already running here</source>
        <translation>Tresen läuft hier schon</translation>
    </message>
    <message>
        <source>Use the window that is open. Nothing was changed.</source>
        <translation>Das offene Fenster benutzen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Die Festplatte ist voll</translation>
    </message>
    <message>
        <source>This step was not booked; all sales before it are safe. Free some space, then repeat it.</source>
        <translation>Dieser Schritt wurde nicht gebucht, alle Verkäufe davor sind sicher. Platz schaffen, dann wiederholen.</translation>
    </message>
    <message>
        <source>The disk does not answer</source>
        <translation>Die Festplatte antwortet nicht</translation>
    </message>
    <message>
        <source>This step was not booked; what was confirmed before is on disk. Repeat it, or change the till.</source>
        <translation>Dieser Schritt wurde nicht gebucht; was vorher bestätigt war, ist gespeichert. Wiederholen oder die Kasse wechseln.</translation>
    </message>
    <message>
        <source>The printer does not print</source>
        <translation>Der Drucker druckt nicht</translation>
    </message>
    <message>
        <source>The sale is booked. Print the receipt again when the printer is ready.</source>
        <translation>Der Verkauf ist gebucht. Den Beleg erneut drucken, wenn der Drucker bereit ist.</translation>
    </message>
    <message>
        <source>The journal is damaged at entry {seq}</source>
        <translation>Das Journal ist bei Eintrag {seq} beschädigt</translation>
    </message>
    <message>
        <source>Everything before it is proven whole. Do not repair it; export it and call support.</source>
        <translation>Alles davor ist nachweislich heil. Nicht reparieren; exportieren und den Support rufen.</translation>
    </message>
    <message>
        <source>The centre knows another past of this till</source>
        <translation>Die Zentrale kennt eine andere Vergangenheit dieser Kasse</translation>
    </message>
    <message>
        <source>Restored or copied disk? Nothing more is sent; all sales stay safe here. Call support.</source>
        <translation>Datenträger zurückgespielt oder kopiert? Es wird nichts mehr gesendet; alle Verkäufe bleiben hier sicher. Support rufen.</translation>
    </message>
    <message>
        <source>Customer not found</source>
        <translation>Kunde nicht gefunden</translation>
    </message>
    <message>
        <source>Search by name, telephone or e-mail, or make a new one.</source>
        <translation>Mit Name, Telefon oder E-Mail suchen oder neu anlegen.</translation>
    </message>
    <message>
        <source>The account of {name} is blocked</source>
        <translation>Das Konto von {name} ist gesperrt</translation>
    </message>
    <message>
        <source>Go on selling without it. Head office can say why.</source>
        <translation>Ohne Konto weiterverkaufen. Die Zentrale kennt den Grund.</translation>
    </message>
    <message>
        <source>This record was merged into another one</source>
        <translation>Dieser Datensatz wurde zusammengeführt</translation>
    </message>
    <message>
        <source>Search again: the till shows the one that lives on.</source>
        <translation>Neu suchen: Die Kasse zeigt den gültigen.</translation>
    </message>
    <message>
        <source>{count} customers match</source>
        <translation>{count} Kunden passen</translation>
    </message>
    <message>
        <source>Ask for the name and choose.</source>
        <translation>Nach dem Namen fragen und wählen.</translation>
    </message>
    <message>
        <source>There is a customer with this {kind} already</source>
        <translation>Dazu gibt es schon einen Kunden ({kind})</translation>
    </message>
    <message>
        <source>Use that record.</source>
        <translation>Den vorhandenen Datensatz nehmen.</translation>
    </message>
    <message>
        <source>The basket has no customer</source>
        <translation>Der Warenkorb hat keinen Kunden</translation>
    </message>
    <message>
        <source>Scan the card or search with F2 first.</source>
        <translation>Erst die Karte scannen oder mit F2 suchen.</translation>
    </message>
    <message>
        <source>A new customer needs a name</source>
        <translation>Ein neuer Kunde braucht einen Namen</translation>
    </message>
    <message>
        <source>Type a first or a family name.</source>
        <translation>Vor- oder Nachnamen eingeben.</translation>
    </message>
    <message>
        <source>That cannot be right: {kind}</source>
        <translation>Das kann nicht stimmen: {kind}</translation>
    </message>
    <message>
        <source>Check it and type it again.</source>
        <translation>Prüfen und neu eingeben.</translation>
    </message>
    <message>
        <source>Contact data cannot be shown now</source>
        <translation>Kontaktdaten sind gerade nicht abrufbar</translation>
    </message>
    <message>
        <source>They are kept at the centre only. Try again when the line is back.</source>
        <translation>Sie liegen nur in der Zentrale. Wieder versuchen, wenn die Verbindung steht.</translation>
    </message>
    <message>
        <source>The customer has not confirmed this consent</source>
        <translation>Diese Einwilligung hat der Kunde nicht bestätigt</translation>
    </message>
    <message>
        <source>Let them confirm it on the customer display.</source>
        <translation>Am Kundendisplay bestätigen lassen.</translation>
    </message>
    <message>
        <source>That is more than can be redeemed</source>
        <translation>Das ist mehr, als eingelöst werden kann</translation>
    </message>
    <message>
        <source>At most {most} points here.</source>
        <translation>Hier höchstens {most} Punkte.</translation>
    </message>
    <message>
        <source>Too few points</source>
        <translation>Zu wenige Punkte</translation>
    </message>
    <message>
        <source>Redeeming starts at {least} points.</source>
        <translation>Einlösen geht ab {least} Punkten.</translation>
    </message>
    <message>
        <source>Limited while the centre cannot be asked</source>
        <translation>Begrenzt, solange die Zentrale nicht gefragt werden kann</translation>
    </message>
    <message>
        <source>At most {most} points ({most_minor}) now.</source>
        <translation>Jetzt höchstens {most} Punkte ({most_minor}).</translation>
    </message>
    <message>
        <source>This cart was taken over already</source>
        <translation>Dieser Warenkorb ist schon übernommen</translation>
    </message>
    <message>
        <source>Look at the customer again.</source>
        <translation>Den Kunden neu ansehen.</translation>
    </message>
    <message>
        <source>Not while the line is down</source>
        <translation>Nicht ohne Verbindung</translation>
    </message>
    <message>
        <source>Another till could take this cart too. Scan the articles instead.</source>
        <translation>Eine andere Kasse könnte ihn auch nehmen. Die Artikel scannen.</translation>
    </message>
    <message>
        <source>Receipt {receipt} has a customer already</source>
        <translation>Bon {receipt} hat schon einen Kunden</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>Too late for points</source>
        <translation>Zu spät für Punkte</translation>
    </message>
    <message>
        <source>Only within 30 minutes of the sale. Head office can still do it.</source>
        <translation>Nur innerhalb von 30 Minuten. Die Zentrale kann es noch.</translation>
    </message>
    <message>
        <source>{amount_minor} is paid already</source>
        <translation>{amount_minor} sind schon bezahlt</translation>
    </message>
    <message>
        <source>Give it back with × first, then the basket can be changed.</source>
        <translation>Erst mit × zurückgeben, dann lässt sich der Warenkorb ändern.</translation>
    </message>
    <message>
        <source>Coupon {text} is not known</source>
        <translation>Coupon {text} ist nicht bekannt</translation>
    </message>
    <message>
        <source>Check the code. It may belong to another customer or retailer.</source>
        <translation>Code prüfen. Er kann zu einem anderen Kunden oder Händler gehören.</translation>
    </message>
    <message>
        <source>{text} is applied already</source>
        <translation>{text} ist schon angewendet</translation>
    </message>
    <message>
        <source>{text} was used before</source>
        <translation>{text} wurde schon benutzt</translation>
    </message>
    <message>
        <source>It is valid once only.</source>
        <translation>Er gilt nur einmal.</translation>
    </message>
    <message>
        <source>{text} was withdrawn</source>
        <translation>{text} wurde zurückgezogen</translation>
    </message>
    <message>
        <source>It is not valid any more.</source>
        <translation>Er gilt nicht mehr.</translation>
    </message>
    <message>
        <source>{text} is not valid yet</source>
        <translation>{text} gilt noch nicht</translation>
    </message>
    <message>
        <source>It begins later.</source>
        <translation>Er beginnt später.</translation>
    </message>
    <message>
        <source>{text} has expired</source>
        <translation>{text} ist abgelaufen</translation>
    </message>
    <message>
        <source>{text} belongs to another customer</source>
        <translation>{text} gehört einem anderen Kunden</translation>
    </message>
    <message>
        <source>It is valid for that person only.</source>
        <translation>Er gilt nur für diese Person.</translation>
    </message>
    <message>
        <source>{text} cannot be combined</source>
        <translation>{text} ist nicht kombinierbar</translation>
    </message>
    <message>
        <source>Take the other coupon off first.</source>
        <translation>Erst den anderen Coupon entfernen.</translation>
    </message>
    <message>
        <source>{text} takes nothing off this basket</source>
        <translation>{text} bringt für diesen Warenkorb nichts</translation>
    </message>
    <message>
        <source>Its articles or its minimum ({minimum_minor}) are missing, or an offer is better.</source>
        <translation>Artikel oder Mindestbetrag ({minimum_minor}) fehlen, oder ein Angebot ist besser.</translation>
    </message>
    <message>
        <source>{text}: too much without the centre</source>
        <translation>{text}: zu viel ohne die Zentrale</translation>
    </message>
    <message>
        <source>Up to {most_minor} now. A shift lead can approve it.</source>
        <translation>Jetzt bis {most_minor}. Die Schichtleitung kann es freigeben.</translation>
    </message>
    <message>
        <source>Stock of {text} is not known</source>
        <translation>Bestand von {text} ist nicht bekannt</translation>
    </message>
    <message>
        <source>It comes with the next sync. Look at the shelf.</source>
        <translation>Er kommt mit dem nächsten Abgleich. Bitte am Regal nachsehen.</translation>
    </message>
    <message>
        <source>Home delivery and other stores need the centre. A reservation is possible.</source>
        <translation>Lieferung und andere Filialen brauchen die Zentrale. Reservieren ist möglich.</translation>
    </message>
    <message>
        <source>Where shall it be delivered?</source>
        <translation>Wohin soll geliefert werden?</translation>
    </message>
    <message>
        <source>Name, street, postcode and city are needed. The basket is unchanged.</source>
        <translation>Name, Straße, PLZ und Ort werden gebraucht. Der Warenkorb ist unverändert.</translation>
    </message>
    <message>
        <source>{text} cannot send or keep goods</source>
        <translation>{text} kann nichts senden oder zurücklegen</translation>
    </message>
    <message>
        <source>Choose another place from the list.</source>
        <translation>Bitte einen anderen Ort aus der Liste wählen.</translation>
    </message>
    <message>
        <source>An online order was handed over with this receipt</source>
        <translation>Mit diesem Bon wurde eine Online-Bestellung übergeben</translation>
    </message>
    <message>
        <source>It cannot be voided. The customer can return the goods.</source>
        <translation>Er kann nicht storniert werden. Die Ware kann zurückgegeben werden.</translation>
    </message>
    <message>
        <source>The journal is from a newer version</source>
        <translation>Das Journal stammt aus einer neueren Version</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Install that version again. The file is untouched, all sales are safe.</source>
        <translation>Diese Version wieder installieren. Die Datei ist unberührt, alle Verkäufe sind sicher.</translation>
    </message>
    <message>
        <source>No store data here yet</source>
        <translation>Noch keine Daten der Filiale</translation>
    </message>
    <message>
        <source>They come with the first contact to the centre. Sales in the journal are safe.</source>
        <translation>Sie kommen mit dem ersten Kontakt zur Zentrale. Verkäufe im Journal sind sicher.</translation>
    </message>
    <message>
        <source>{name} cannot be read</source>
        <translation>{name} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Check the file and try again. Nothing was changed.</source>
        <translation>Die Datei prüfen und noch einmal versuchen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Columns are missing in the file</source>
        <translation>In der Datei fehlen Spalten</translation>
    </message>
    <message>
        <source>Missing: {columns}. Nothing was changed.</source>
        <translation>Es fehlen: {columns}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The setting {name} is not valid</source>
        <translation>Die Einstellung {name} ist ungültig</translation>
    </message>
    <message>
        <source>Allowed: {reason}. Nothing was changed.</source>
        <translation>Erlaubt: {reason}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Something went wrong in the program</source>
        <translation>Im Programm ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>The basket and all sales are on disk. Repeat the step; if it stays, restart the till.</source>
        <translation>Warenkorb und alle Verkäufe sind gespeichert. Den Schritt wiederholen; bleibt es so, die Kasse neu starten.</translation>
    </message>
    <message>
        <source>The centre does not answer</source>
        <translation>Die Zentrale antwortet nicht</translation>
    </message>
    <message>
        <source>Selling goes on; sales wait here and are sent later.</source>
        <translation>Der Verkauf läuft weiter; Verkäufe warten hier und werden später übertragen.</translation>
    </message>
    <message>
        <source>The centre answers slowly</source>
        <translation>Die Zentrale antwortet langsam</translation>
    </message>
    <message>
        <source>The till goes on with what it knows. All sales are safe.</source>
        <translation>Die Kasse arbeitet mit dem weiter, was sie weiß. Alle Verkäufe sind sicher.</translation>
    </message>
    <message>
        <source>The centre did not accept this till</source>
        <translation>Die Zentrale hat diese Kasse abgewiesen</translation>
    </message>
    <message>
        <source>Selling goes on; call support. All sales are safe here.</source>
        <translation>Der Verkauf läuft weiter; den Support rufen. Alle Verkäufe sind hier sicher.</translation>
    </message>
    <message>
        <source>The centre does not know this code</source>
        <translation>Die Zentrale kennt diesen Code nicht</translation>
    </message>
    <message>
        <source>Check the code, or ask for a new one.</source>
        <translation>Den Code prüfen oder einen neuen anfordern.</translation>
    </message>
    <message>
        <source>This code was already used</source>
        <translation>Dieser Code wurde schon benutzt</translation>
    </message>
    <message>
        <source>Each code enrols one till, once. Ask for a new one.</source>
        <translation>Jeder Code meldet eine Kasse an, einmal. Einen neuen anfordern.</translation>
    </message>
    <message>
        <source>The clock of this till is wrong</source>
        <translation>Die Uhr dieser Kasse geht falsch</translation>
    </message>
    <message>
        <source>Set date and time, then try again. Sales are safe.</source>
        <translation>Datum und Uhrzeit stellen, dann noch einmal versuchen. Verkäufe sind sicher.</translation>
    </message>
    <message>
        <source>{text} is no order of this store</source>
        <translation>{text} ist keine Bestellung dieser Filiale</translation>
    </message>
    <message>
        <source>Check the code or number, or search by name.</source>
        <translation>Code oder Nummer prüfen oder nach dem Namen suchen.</translation>
    </message>
    <message>
        <source>{count} orders match {text}</source>
        <translation>{count} Bestellungen passen zu {text}</translation>
    </message>
    <message>
        <source>Choose one, or ask for the customer&apos;s code.</source>
        <translation>Eine auswählen oder nach dem Code fragen.</translation>
    </message>
    <message>
        <source>This order is collected at {store}</source>
        <translation>Diese Bestellung gehört zu {store}</translation>
    </message>
    <message>
        <source>It was sent there. Nothing of it is here.</source>
        <translation>Dort liegt sie zur Abholung. Hier ist nichts davon.</translation>
    </message>
    <message>
        <source>{number} is not ready yet</source>
        <translation>{number} ist noch nicht abholbereit</translation>
    </message>
    <message>
        <source>It still has to be picked and put on a shelf.</source>
        <translation>Sie muss erst kommissioniert und ins Fach gelegt werden.</translation>
    </message>
    <message>
        <source>{number} was handed over already: {at_ms}</source>
        <translation>{number} ist schon abgeholt: {at_ms}</translation>
    </message>
    <message>
        <source>The code counts once. The order&apos;s history says who had it.</source>
        <translation>Der Code gilt einmal. Der Verlauf sagt, wer sie bekam.</translation>
    </message>
    <message>
        <source>{number} is cancelled</source>
        <translation>{number} ist storniert</translation>
    </message>
    <message>
        <source>Nothing is handed over before the cancellation is answered.</source>
        <translation>Erst die Stornierung beantworten, dann herausgeben.</translation>
    </message>
    <message>
        <source>{number} was not collected in time</source>
        <translation>{number} ist abgelaufen</translation>
    </message>
    <message>
        <source>A shift lead may let it go all the same. Or put it back.</source>
        <translation>Die Schichtleitung kann sie trotzdem herausgeben. Sonst zurücklegen.</translation>
    </message>
    <message>
        <source>{number} is not paid</source>
        <translation>{number} ist nicht bezahlt</translation>
    </message>
    <message>
        <source>{amount_minor} are due. Charge it, and it is handed over with the receipt.</source>
        <translation>{amount_minor} sind offen. Kassieren, dann ist sie mit dem Bon übergeben.</translation>
    </message>
    <message>
        <source>Not possible with {number} now</source>
        <translation>Bei {number} geht das jetzt nicht</translation>
    </message>
    <message>
        <source>It has changed, or is in the basket. Open it again.</source>
        <translation>Sie hat sich geändert oder liegt im Korb. Bitte neu öffnen.</translation>
    </message>
    <message>
        <source>The code is damaged or not whole</source>
        <translation>Der Code ist beschädigt oder unvollständig</translation>
    </message>
    <message>
        <source>Scan it again, brighter and closer, or type the six characters.</source>
        <translation>Heller und näher scannen oder die sechs Zeichen eintippen.</translation>
    </message>
    <message>
        <source>This code was not made by us</source>
        <translation>Dieser Code stammt nicht von uns</translation>
    </message>
    <message>
        <source>Its signature is wrong. Hand nothing over and tell the shift lead.</source>
        <translation>Die Signatur ist falsch. Nichts herausgeben, Schichtleitung informieren.</translation>
    </message>
    <message>
        <source>The code has expired: {at_ms}</source>
        <translation>Der Code ist abgelaufen: {at_ms}</translation>
    </message>
    <message>
        <source>Find the order by number or name. A document shows whose it is.</source>
        <translation>Bestellung über Nummer oder Namen suchen und Ausweis ansehen.</translation>
    </message>
    <message>
        <source>The code is not valid yet: {at_ms}</source>
        <translation>Der Code gilt noch nicht: {at_ms}</translation>
    </message>
    <message>
        <source>Check the till&apos;s date and time.</source>
        <translation>Datum und Uhrzeit der Kasse prüfen.</translation>
    </message>
    <message>
        <source>The code does not belong to {number}</source>
        <translation>Der Code gehört nicht zu {number}</translation>
    </message>
    <message>
        <source>Ask for the newest code, or look at a document.</source>
        <translation>Nach dem neuesten Code fragen oder Ausweis ansehen.</translation>
    </message>
    <message>
        <source>The code&apos;s key is not known here yet</source>
        <translation>Der Schlüssel dieses Codes ist hier noch nicht bekannt</translation>
    </message>
    <message>
        <source>It comes with the next sync. Until then find the order by number or name.</source>
        <translation>Er kommt mit dem nächsten Abgleich. Bis dahin Nummer oder Namen suchen.</translation>
    </message>
    <message>
        <source>Codes of this kind are not valid any more</source>
        <translation>Codes dieser Art gelten nicht mehr</translation>
    </message>
    <message>
        <source>Find the order by number or name, and look at a document.</source>
        <translation>Bestellung über Nummer oder Namen suchen und Ausweis ansehen.</translation>
    </message>
    <message>
        <source>Scan the parcels: {count} to go</source>
        <translation>Pakete scannen: noch {count}</translation>
    </message>
    <message>
        <source>Every parcel&apos;s label, or the article of every piece.</source>
        <translation>Jedes Paketetikett oder den Artikel jedes Stücks.</translation>
    </message>
    <message>
        <source>This parcel belongs to another order</source>
        <translation>Dieses Paket gehört zu einer anderen Bestellung</translation>
    </message>
    <message>
        <source>Put it back and scan the right one for {number}.</source>
        <translation>Zurücklegen und das richtige für {number} scannen.</translation>
    </message>
    <message>
        <source>{text} is not part of {number}</source>
        <translation>{text} gehört nicht zu {number}</translation>
    </message>
    <message>
        <source>Put it aside, or sell it separately.</source>
        <translation>Beiseitelegen oder extra verkaufen.</translation>
    </message>
    <message>
        <source>More {text} than ordered</source>
        <translation>Mehr {text} als bestellt</translation>
    </message>
    <message>
        <source>{most} at most. Take the piece out again.</source>
        <translation>Höchstens {most}. Das Stück wieder herausnehmen.</translation>
    </message>
    <message>
        <source>Who is collecting?</source>
        <translation>Wer holt ab?</translation>
    </message>
    <message>
        <source>Scan the code, type its six characters, or look at a document.</source>
        <translation>Code scannen, die sechs Zeichen eintippen oder Ausweis ansehen.</translation>
    </message>
    <message>
        <source>Look at a document first</source>
        <translation>Erst den Ausweis ansehen</translation>
    </message>
    <message>
        <source>It is dear, by name, or for another person. Then confirm.</source>
        <translation>Hoher Wert, ohne Code oder andere Person. Dann bestätigen.</translation>
    </message>
    <message>
        <source>From {age} years on only</source>
        <translation>Erst ab {age} Jahren</translation>
    </message>
    <message>
        <source>Check the age and confirm, or leave the article out.</source>
        <translation>Alter prüfen und bestätigen oder den Artikel weglassen.</translation>
    </message>
    <message>
        <source>Nothing is checked off yet</source>
        <translation>Noch nichts abgehakt</translation>
    </message>
    <message>
        <source>Scan or tick what goes to the customer.</source>
        <translation>Scannen oder abhaken, was mitgeht.</translation>
    </message>
    <message>
        <source>Where do the parcels stand?</source>
        <translation>Wo liegen die Pakete?</translation>
    </message>
    <message>
        <source>Scan or type the shelf or box.</source>
        <translation>Fach oder Box scannen oder eintippen.</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Join the store</source>
        <translation>An der Filiale anmelden</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ausprobieren</translation>
    </message>
    <message>
        <source>Check the address and the network, then try again. Nothing was changed.</source>
        <translation>Adresse und Netz prüfen, dann noch einmal versuchen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Try again in a moment. Nothing was changed.</source>
        <translation>Gleich noch einmal versuchen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Ask for a new code, or call support. Nothing was changed.</source>
        <translation>Einen neuen Code anfordern oder den Support rufen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Set date and time of this computer, then try again. Nothing was changed.</source>
        <translation>Datum und Uhrzeit dieses Rechners stellen, dann noch einmal versuchen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Address and code are needed</source>
        <translation>Adresse und Code fehlen noch</translation>
    </message>
    <message>
        <source>Join a store</source>
        <translation>Filiale beitreten</translation>
    </message>
    <message>
        <source>The centre gives each till an address and a one-time code.</source>
        <translation>Die Zentrale gibt jeder Kasse eine Adresse und einen Einmalcode.</translation>
    </message>
    <message>
        <source>https://centre.example</source>
        <translation>https://zentrale.example</translation>
    </message>
    <message>
        <source>Address of the centre</source>
        <translation>Adresse der Zentrale</translation>
    </message>
    <message>
        <source>typed or scanned</source>
        <translation>getippt oder gescannt</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Einmalcode</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>This till belongs to no store yet</source>
        <translation>Diese Kasse gehört noch zu keiner Filiale</translation>
    </message>
    <message>
        <source>What shall this till be?</source>
        <translation>Was soll diese Kasse sein?</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>An invented store on this computer: real articles, invented people, no network needed. Every receipt says that it is none.</source>
        <translation>Eine erfundene Filiale auf diesem Rechner: echte Artikel, erfundene Menschen, kein Netz nötig. Jeder Beleg sagt, dass er keiner ist.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
</context>
<context>
    <name>FloatForm</name>
    <message>
        <source>Float in the drawer</source>
        <translation>Wechselgeld in der Lade</translation>
    </message>
    <message>
        <source>Delete digit</source>
        <translation>Ziffer löschen</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>Keine Schicht offen</translation>
    </message>
    <message>
        <source>Count the float into the drawer, then open the shift.</source>
        <translation>Wechselgeld in die Lade zählen, dann die Schicht öffnen.</translation>
    </message>
    <message>
        <source>Usual: {amount}</source>
        <translation>Üblich: {amount}</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Sent</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Void</source>
        <comment>noun</comment>
        <translation>Storno</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Print the chosen receipt</source>
        <translation>Gewählten Beleg drucken</translation>
    </message>
    <message>
        <source>Choose a receipt</source>
        <translation>Bon wählen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>Bon {number}</translation>
    </message>
    <message>
        <source>The centre is older than this till and does not know this kind of entry yet.</source>
        <translation>Die Zentrale ist älter als diese Kasse und kennt diese Art Eintrag noch nicht.</translation>
    </message>
    <message>
        <source>The sums of this receipt contradict each other.</source>
        <translation>Die Summen dieses Bons widersprechen sich.</translation>
    </message>
    <message>
        <source>The sale that this void takes back is not at the centre.</source>
        <translation>Der Verkauf, den dieser Storno zurücknimmt, liegt der Zentrale nicht vor.</translation>
    </message>
    <message>
        <source>The centre could not read this entry and keeps it as it is.</source>
        <translation>Die Zentrale konnte diesen Eintrag nicht lesen und bewahrt ihn auf, wie er ist.</translation>
    </message>
    <message>
        <source>The centre could not apply all of it.</source>
        <translation>Die Zentrale konnte nicht alles davon buchen.</translation>
    </message>
    <message>
        <source>{n} to review</source>
        <translation>{n} zu prüfen</translation>
    </message>
    <message>
        <source>for a person</source>
        <translation>für einen Menschen</translation>
    </message>
    <message>
        <source>Damaged at entry {seq}</source>
        <translation>Beschädigt bei Eintrag {seq}</translation>
    </message>
    <message>
        <source>call support</source>
        <translation>Support rufen</translation>
    </message>
    <message>
        <source>Journal whole</source>
        <translation>Journal heil</translation>
    </message>
    <message>
        <source>All applied</source>
        <translation>Alles gebucht</translation>
    </message>
    <message>
        <source>nothing to review</source>
        <translation>nichts zu prüfen</translation>
    </message>
    <message>
        <source>chain checked</source>
        <translation>Kette geprüft</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>heil</translation>
    </message>
    <message>
        <source>{n} ms</source>
        <translation>{n} ms</translation>
    </message>
    <message>
        <source>synced {age}</source>
        <translation>Abgleich {age}</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>reachable</source>
        <translation>erreichbar</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Verbindet …</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>All sent</source>
        <translation>Alles übertragen</translation>
    </message>
    <message>
        <source>nothing waits</source>
        <translation>nichts wartet</translation>
    </message>
    <message>
        <source>oldest {time}</source>
        <translation>ältester {time}</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} warten</translation>
    </message>
    <message numerus="yes">
        <source>%n not printed</source>
        <translation>
            <numerusform>%n nicht gedruckt</numerusform>
            <numerusform>%n nicht gedruckt</numerusform>
        </translation>
    </message>
    <message>
        <source>all printed</source>
        <translation>alles gedruckt</translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message>
        <source>Receipt number, scanned or typed</source>
        <translation>Bonnummer, gescannt oder getippt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Zu prüfen</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>The receipt stays valid</source>
        <translation>Der Bon bleibt gültig</translation>
    </message>
    <message>
        <source>No receipts yet</source>
        <translation>Noch keine Bons</translation>
    </message>
    <message>
        <source>Each sale appears here at once.</source>
        <translation>Jeder Verkauf erscheint hier sofort.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Local database</source>
        <translation>Lokale Datenbank</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Drucker</translation>
    </message>
    <message>
        <source>Print receipt</source>
        <translation>Beleg drucken</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
</context>
<context>
    <name>LastSale</name>
    <message>
        <source>Receipt {number} · {amount}</source>
        <translation>Bon {number} · {amount}</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Falsche PIN – noch %n Versuch</numerusform>
            <numerusform>Falsche PIN – noch %n Versuche</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Queue {n}</source>
        <translation>Warteschlange {n}</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Offline seit {time}</translation>
    </message>
    <message>
        <source>Last sync {time}</source>
        <translation>Letzter Abgleich {time}</translation>
    </message>
    <message>
        <source>Synced {age}</source>
        <translation>Abgleich {age}</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Verbindet …</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>{article} removed</source>
        <translation>{article} entfernt</translation>
    </message>
    <message>
        <source>Basket discarded</source>
        <translation>Warenkorb verworfen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>MoveForm</name>
    <message>
        <source>Move</source>
        <translation>Fach ändern</translation>
    </message>
    <message>
        <source>Shelf or bag box, several with a comma</source>
        <translation>Fach, mehrere mit Komma</translation>
    </message>
    <message>
        <source>Move to another place</source>
        <translation>In anderes Fach</translation>
    </message>
</context>
<context>
    <name>NotifyForm</name>
    <message>
        <source>Notify</source>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>The customer has signed it on paper</source>
        <translation>Auf Papier unterschrieben</translation>
    </message>
    <message>
        <source>Notify when it is back</source>
        <translation>Benachrichtigen, wenn wieder da</translation>
    </message>
    <message>
        <source>A yes is confirmed by the customer on the customer display.</source>
        <translation>Ein Ja bestätigt die Kundin oder der Kunde am Kundendisplay.</translation>
    </message>
    <message>
        <source>The customer is asked on the customer display …</source>
        <translation>Frage steht am Kundendisplay …</translation>
    </message>
</context>
<context>
    <name>Offline</name>
    <message>
        <source>Stock as of {time}</source>
        <translation>Bestand von {time}</translation>
    </message>
    <message>
        <source>points up to {amount}</source>
        <translation>Punkte bis {amount}</translation>
    </message>
    <message>
        <source>no delivery</source>
        <translation>keine Lieferung</translation>
    </message>
    <message>
        <source>Selling goes on</source>
        <translation>Verkauf läuft weiter</translation>
    </message>
</context>
<context>
    <name>OverForm</name>
    <message>
        <source>Back to the shelf</source>
        <translation>Zurücklagern</translation>
    </message>
    <message>
        <source>Back to the shelf?</source>
        <translation>Zurück an Lager?</translation>
    </message>
</context>
<context>
    <name>PartForm</name>
    <message>
        <source>By card</source>
        <translation>Mit Karte</translation>
    </message>
    <message>
        <source>Ask for this part</source>
        <translation>Diesen Teil anfordern</translation>
    </message>
    <message>
        <source>Part by card</source>
        <translation>Teil mit Karte</translation>
    </message>
    <message>
        <source>The customer says how much; the rest stays open.</source>
        <translation>Der Kunde sagt wie viel; der Rest bleibt offen.</translation>
    </message>
    <message>
        <source>How much by card?</source>
        <translation>Wie viel mit Karte?</translation>
    </message>
    <message>
        <source>That is not a part of {amount}</source>
        <translation>Das ist kein Teil von {amount}</translation>
    </message>
</context>
<context>
    <name>Pay</name>
    <message>
        <source>payment open</source>
        <translation>Zahlung offen</translation>
    </message>
    <message>
        <source>money was taken</source>
        <translation>Geld ist genommen</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Card: part amount</source>
        <translation>Karte: Teilbetrag</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Amount given</source>
        <translation>Gegebener Betrag</translation>
    </message>
    <message>
        <source>Take the money</source>
        <translation>Kassieren</translation>
    </message>
    <message>
        <source>Card: not paid</source>
        <translation>Karte: nicht bezahlt</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Falsche PIN – noch %n Versuch</numerusform>
            <numerusform>Falsche PIN – noch %n Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>Give {amount} back in cash</source>
        <translation>{amount} bar zurückgeben</translation>
    </message>
</context>
<context>
    <name>PayPage</name>
    <message>
        <source>No customer</source>
        <translation>Ohne Kunde</translation>
    </message>
    <message numerus="yes">
        <source>Total, %n article(s)</source>
        <translation>
            <numerusform>Gesamt, %n Artikel</numerusform>
            <numerusform>Gesamt, %n Artikel</numerusform>
        </translation>
    </message>
    <message>
        <source>Scan the coupon or type its code</source>
        <translation>Coupon scannen oder Code tippen</translation>
    </message>
    <message>
        <source>Which coupon?</source>
        <translation>Welcher Coupon?</translation>
    </message>
    <message>
        <source>Scan it or type its code; Enter applies it.</source>
        <translation>Scannen oder Code tippen; Enter wendet an.</translation>
    </message>
    <message>
        <source>Partly paid: nothing can be scanned</source>
        <translation>Teils bezahlt: Es kann nichts gescannt werden</translation>
    </message>
    <message>
        <source>Everything is paid</source>
        <translation>Alles ist bezahlt</translation>
    </message>
    <message>
        <source>F12 books the sale.</source>
        <translation>F12 bucht den Verkauf.</translation>
    </message>
    <message>
        <source>{amount} still open</source>
        <translation>Noch {amount} offen</translation>
    </message>
    <message>
        <source>F10 takes cash, F11 asks for a card. × gives back.</source>
        <translation>F10 nimmt Bargeld, F11 fragt nach der Karte. × gibt zurück.</translation>
    </message>
    <message>
        <source>Cash or card?</source>
        <translation>Bar oder Karte?</translation>
    </message>
    <message>
        <source>F10 takes cash, F11 asks for a card.</source>
        <translation>F10 nimmt Bargeld, F11 fragt nach der Karte.</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Noch offen</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Zu zahlen</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>hier nicht bekannt</translation>
    </message>
    <message>
        <source>no customer</source>
        <translation>ohne Kunde</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>given</source>
        <translation>gegeben</translation>
    </message>
    <message>
        <source>Give {amount} back on the terminal first</source>
        <translation>Erst {amount} am Terminal zurückgeben</translation>
    </message>
    <message>
        <source>Then say so here; until then it counts as paid.</source>
        <translation>Dann hier bestätigen; bis dahin gilt es als bezahlt.</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Zurückgegeben</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>{amount} stays open</source>
        <translation>{amount} bleiben offen</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Bezahlt</translation>
    </message>
    <message>
        <source>Part: {amount}</source>
        <translation>{amount} anzahlen</translation>
    </message>
    <message>
        <source>Take cash</source>
        <translation>Bar kassieren</translation>
    </message>
    <message>
        <source>Ask for the card</source>
        <translation>Karte anfordern</translation>
    </message>
    <message>
        <source>Card: {amount}</source>
        <translation>Karte: {amount}</translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation>Einlösen</translation>
    </message>
    <message>
        <source>PIN of a shift lead</source>
        <translation>PIN der Schichtleitung</translation>
    </message>
    <message>
        <source>with approval</source>
        <translation>mit Freigabe</translation>
    </message>
    <message>
        <source>Redeem {amount}</source>
        <translation>{amount} einlösen</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Choose cash or card</source>
        <translation>Bar oder Karte wählen</translation>
    </message>
    <message>
        <source>Scan an article: back to the basket</source>
        <translation>Artikel scannen: zurück zum Warenkorb</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Give it back</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Take the given amount back</source>
        <translation>Gegebenen Betrag zurücknehmen</translation>
    </message>
</context>
<context>
    <name>Picking</name>
    <message>
        <source>{number} stands at {place}</source>
        <translation>{number} steht in {place}</translation>
    </message>
    <message>
        <source>{number}: what is left of it goes back, the order is over.</source>
        <translation>{number}: Was übrig ist, geht zurück; die Bestellung ist damit beendet.</translation>
    </message>
    <message>
        <source>In place of {article}. The customer is asked.</source>
        <translation>Statt {article}. Der Kunde wird gefragt.</translation>
    </message>
    <message>
        <source>{number} is ready</source>
        <translation>{number} ist abholbereit</translation>
    </message>
    <message>
        <source>{number} goes back to the shelf</source>
        <translation>{number} geht zurück an Lager</translation>
    </message>
    <message>
        <source>{name} is reminded of {number}</source>
        <translation>{name} wird an {number} erinnert</translation>
    </message>
</context>
<context>
    <name>PickupPage</name>
    <message>
        <source>Pickup code, order number or name</source>
        <translation>Abholcode, Bestellnummer oder Name</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Nichts vorhanden</translation>
    </message>
    <message>
        <source>To pick</source>
        <translation>Zu kommissionieren</translation>
    </message>
    <message>
        <source>Nothing to pick</source>
        <translation>Nichts zu kommissionieren</translation>
    </message>
    <message>
        <source>Ready for pickup</source>
        <translation>Abholbereit</translation>
    </message>
    <message>
        <source>Collected / expired</source>
        <translation>Abgeholt / abgelaufen</translation>
    </message>
    <message>
        <source>by deadline</source>
        <translation>nach Frist</translation>
    </message>
    <message>
        <source>by age</source>
        <translation>nach Alter</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>neueste zuerst</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Kommissionieren</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Abholbereit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>A scan ends the input</source>
        <translation>Ein Scan beendet die Eingabe</translation>
    </message>
    <message>
        <source>Pick list</source>
        <translation>Pickliste</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Fach ändern</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Erinnern</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etikett</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>Stornieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Storno</translation>
    </message>
</context>
<context>
    <name>PickupPanel</name>
    <message>
        <source>Which order?</source>
        <translation>Welche Bestellung?</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>Zu zahlen</translation>
    </message>
</context>
<context>
    <name>PinEntry</name>
    <message>
        <source>Delete digit</source>
        <translation>Ziffer löschen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>PointsBox</name>
    <message>
        <source>Redeem</source>
        <translation>Einlösen</translation>
    </message>
</context>
<context>
    <name>PointsForm</name>
    <message>
        <source>Redeem</source>
        <translation>Einlösen</translation>
    </message>
    <message>
        <source>No customer</source>
        <translation>Ohne Kunde</translation>
    </message>
    <message>
        <source>From {points} on</source>
        <translation>Ab {points}</translation>
    </message>
    <message>
        <source>At most {amount}</source>
        <translation>Höchstens {amount}</translation>
    </message>
    <message>
        <source>Redeem with approval</source>
        <translation>Mit Freigabe einlösen</translation>
    </message>
    <message>
        <source>{amount} while the centre cannot be asked: PIN of a shift lead</source>
        <translation>{amount}, solange die Zentrale nicht gefragt werden kann: PIN der Schichtleitung</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>from {points} on</source>
        <translation>ab {points}</translation>
    </message>
    <message>
        <source>Offline at most {amount}, so that nothing is spent twice.</source>
        <translation>Offline höchstens {amount}, damit nichts doppelt eingelöst wird.</translation>
    </message>
    <message>
        <source>The balance is not fresh: at most {amount}.</source>
        <translation>Der Stand ist nicht frisch: höchstens {amount}.</translation>
    </message>
    <message>
        <source>This till may redeem {amount} more until it reaches the centre.</source>
        <translation>Diese Kasse darf noch {amount} einlösen, bis sie die Zentrale erreicht.</translation>
    </message>
    <message>
        <source>Redeem only while the centre can be asked.</source>
        <translation>Einlösen nur, wenn die Zentrale gefragt werden kann.</translation>
    </message>
    <message>
        <source>The balance is not known yet; it comes with the centre.</source>
        <translation>Der Stand ist noch nicht bekannt; er kommt mit der Zentrale.</translation>
    </message>
    <message>
        <source>Redeeming starts at {points}.</source>
        <translation>Einlösen geht ab {points}.</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Printer</source>
        <translation>Drucker</translation>
    </message>
    <message>
        <source>Printer: fault</source>
        <translation>Drucker: Störung</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>Nothing yet: {since}</source>
        <translation>Noch nichts: {since}</translation>
    </message>
    <message>
        <source>Card {number}</source>
        <translation>Karte {number}</translation>
    </message>
    <message>
        <source>No contact data</source>
        <translation>Keine Kontaktdaten</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 Monate</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>Käufe</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>Retouren</translation>
    </message>
    <message>
        <source>{points} until {day}</source>
        <translation>{points} bis {day}</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>Coupons</translation>
    </message>
    <message>
        <source>Pickups and service</source>
        <translation>Abholungen und Service</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n Artikel</numerusform>
            <numerusform>%n Artikel</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the sale</source>
        <translation>Zurück zum Verkauf</translation>
    </message>
    <message>
        <source>Attach to the sale</source>
        <translation>Dem Verkauf zuordnen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiterführen</translation>
    </message>
    <message>
        <source>Continue basket</source>
        <translation>Warenkorb weiterführen</translation>
    </message>
    <message>
        <source>offline: another till could take it too</source>
        <translation>offline: Eine andere Kasse könnte ihn auch nehmen</translation>
    </message>
</context>
<context>
    <name>QuantityTool</name>
    <message>
        <source>Delete digit</source>
        <translation>Ziffer löschen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>now</source>
        <translation>bisher</translation>
    </message>
</context>
<context>
    <name>QuickKeys</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Sell</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Abholung</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Kunden</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Lock the till</source>
        <translation>Kasse sperren</translation>
    </message>
</context>
<context>
    <name>ReadyForm</name>
    <message>
        <source>Ready</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Shelf or bag box, several with a comma</source>
        <translation>Fach, mehrere mit Komma</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Where do they stand?</source>
        <translation>Wo stehen sie?</translation>
    </message>
    <message>
        <source>How many parcels?</source>
        <translation>Wie viele Pakete?</translation>
    </message>
    <message>
        <source>Make ready</source>
        <translation>Bereitstellen</translation>
    </message>
</context>
<context>
    <name>ReserveForm</name>
    <message>
        <source>Reserve</source>
        <translation>Reservieren</translation>
    </message>
    <message>
        <source>Reserve here</source>
        <translation>Hier reservieren</translation>
    </message>
</context>
<context>
    <name>Sell</name>
    <message>
        <source>Find, make or change the customer</source>
        <translation>Kunde suchen, anlegen, wechseln</translation>
    </message>
    <message>
        <source>Quantity of the chosen line</source>
        <translation>Menge der gewählten Zeile</translation>
    </message>
    <message>
        <source>Discard the basket</source>
        <translation>Warenkorb verwerfen</translation>
    </message>
    <message>
        <source>Open the article</source>
        <translation>Artikel öffnen</translation>
    </message>
    <message>
        <source>Void the last sale</source>
        <translation>Letzten Verkauf stornieren</translation>
    </message>
    <message>
        <source>Online orders to be collected</source>
        <translation>Abholung von Online-Bestellungen</translation>
    </message>
    <message>
        <source>Exact cash</source>
        <translation>Bar passend</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>Bezahlen</translation>
    </message>
    <message>
        <source>One more, one less</source>
        <translation>Eins mehr, eins weniger</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Zeile entfernen</translation>
    </message>
    <message>
        <source>Choose a line</source>
        <translation>Zeile wählen</translation>
    </message>
    <message>
        <source>Quantity for the next scan</source>
        <translation>Menge für den nächsten Scan</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n Artikel</numerusform>
            <numerusform>%n Artikel</numerusform>
        </translation>
    </message>
    <message>
        <source>{amount} back in cash</source>
        <translation>{amount} bar zurückgeben</translation>
    </message>
    <message>
        <source>{amount} back on the card terminal</source>
        <translation>{amount} am Terminal zurückbuchen</translation>
    </message>
    <message>
        <source>Receipt {n} is void</source>
        <translation>Bon {n} ist storniert</translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n Verkauf</numerusform>
            <numerusform>%n Verkäufe</numerusform>
        </translation>
    </message>
    <message>
        <source>open since {time} · {name}</source>
        <translation>offen seit {time} · {name}</translation>
    </message>
    <message>
        <source>Shift {n}</source>
        <translation>Schicht {n}</translation>
    </message>
    <message>
        <source>Last receipt {n}</source>
        <translation>Letzter Bon {n}</translation>
    </message>
    <message>
        <source>Void {n}</source>
        <translation>Storno {n}</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Einen Schritt zurück</translation>
    </message>
    <message>
        <source>Lock the till</source>
        <translation>Kasse sperren</translation>
    </message>
    <message>
        <source>Print the last receipt again</source>
        <translation>Letzten Beleg erneut drucken</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Keys of this screen</source>
        <translation>Tasten auf dieser Seite</translation>
    </message>
</context>
<context>
    <name>ShiftFrame</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>New shift</source>
        <translation>Neue Schicht</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>Schicht öffnen</translation>
    </message>
    <message>
        <source>Count the drawer</source>
        <translation>Lade zählen</translation>
    </message>
    <message>
        <source>Confirm count</source>
        <translation>Zählung bestätigen</translation>
    </message>
    <message>
        <source>Close shift</source>
        <translation>Schicht abschließen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Step {n} of 3 · {name}</source>
        <translation>Schritt {n} von 3 · {name}</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Neu zählen</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Erneut drucken</translation>
    </message>
    <message>
        <source>Shift {n} is open</source>
        <translation>Schicht {n} ist offen</translation>
    </message>
    <message>
        <source>Everything sold now belongs to it.</source>
        <translation>Alles, was jetzt verkauft wird, gehört dazu.</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>Geöffnet von</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Geschäftstag</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Wechselgeld</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Voids</source>
        <translation>Stornos</translation>
    </message>
    <message>
        <source>Shift {n} is closed</source>
        <translation>Schicht {n} ist abgeschlossen</translation>
    </message>
    <message>
        <source>The Z report is in the journal; nobody can change it.</source>
        <translation>Der Z-Bericht steht im Journal; niemand kann ihn ändern.</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Cash counted</source>
        <translation>Bar gezählt</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) waiting</source>
        <translation>
            <numerusform>%n Verkauf wartet</numerusform>
            <numerusform>%n Verkäufe warten</numerusform>
        </translation>
    </message>
    <message>
        <source>– closing is possible</source>
        <translation>– Abschluss möglich</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Zählen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>Z-Bericht</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>What should be there appears after the count is confirmed.</source>
        <translation>Der Sollbetrag erscheint, wenn die Zählung bestätigt ist.</translation>
    </message>
    <message>
        <source>Cash in the drawer</source>
        <translation>Bargeld in der Lade</translation>
    </message>
    <message>
        <source>Cash taken</source>
        <translation>Bar eingenommen</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Choose a name</source>
        <translation>Namen wählen</translation>
    </message>
    <message>
        <source>Unlocked. Enter your own PIN.</source>
        <translation>Entsperrt. Jetzt die eigene PIN eingeben.</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Falsche PIN – noch %n Versuch</numerusform>
            <numerusform>Falsche PIN – noch %n Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>Locked. A shift lead unlocks with their PIN.</source>
        <translation>Gesperrt. Die Leitung entsperrt mit ihrer PIN.</translation>
    </message>
    <message>
        <source>Enter PIN</source>
        <translation>PIN eingeben</translation>
    </message>
    <message>
        <source>Choose your name</source>
        <translation>Namen wählen</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Shift lead</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Filialleitung</translation>
    </message>
    <message>
        <source>Demo · PIN {pin}</source>
        <translation>Demo · PIN {pin}</translation>
    </message>
    <message>
        <source>Hello {name}</source>
        <translation>Hallo {name}</translation>
    </message>
    <message>
        <source>Shift of {name} open since {time}</source>
        <translation>Schicht von {name} offen seit {time}</translation>
    </message>
    <message>
        <source>New shift · float {amount}</source>
        <translation>Neue Schicht · Wechselgeld {amount}</translation>
    </message>
    <message>
        <source>Who is at the till?</source>
        <translation>Wer kassiert?</translation>
    </message>
    <message>
        <source>Names come with the first contact to the centre.</source>
        <translation>Die Namen kommen mit dem ersten Kontakt zur Zentrale.</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%n sale(s) sent</source>
        <translation>
            <numerusform>%n Verkauf übertragen</numerusform>
            <numerusform>%n Verkäufe übertragen</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} to review</source>
        <translation>{n} zu prüfen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansehen</translation>
    </message>
</context>
<context>
    <name>Stock</name>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>live · {n} s</source>
        <translation>live · {n} s</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>Stand {time}</translation>
    </message>
    <message>
        <source>no figure yet</source>
        <translation>noch keine Zahl</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>As of {time} · {age}</source>
        <translation>Stand {time} · {age}</translation>
    </message>
    <message>
        <source>last known {time} · {age}</source>
        <translation>letzter bekannter Stand {time} · {age}</translation>
    </message>
    <message>
        <source>{n} here</source>
        <translation>{n} hier</translation>
    </message>
    <message>
        <source>{n} web</source>
        <translation>{n} Web</translation>
    </message>
    <message>
        <source>{n} there</source>
        <translation>{n} dort</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Abholung</translation>
    </message>
    <message>
        <source>ordered</source>
        <translation>bestellt</translation>
    </message>
</context>
<context>
    <name>StoreForm</name>
    <message>
        <source>Order there</source>
        <translation>Dort bestellen</translation>
    </message>
    <message>
        <source>To another store</source>
        <translation>In andere Filiale</translation>
    </message>
</context>
<context>
    <name>SubstituteForm</name>
    <message>
        <source>Offer</source>
        <translation>Anbieten</translation>
    </message>
    <message>
        <source>Scan the article, or type its number</source>
        <translation>Artikel scannen oder Nummer tippen</translation>
    </message>
    <message>
        <source>Offer something else</source>
        <translation>Ersatz anbieten</translation>
    </message>
</context>
<context>
    <name>Till</name>
    <message>
        <source>Till {n}</source>
        <translation>Kasse {n}</translation>
    </message>
</context>
<context>
    <name>Tool</name>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>VoidTool</name>
    <message>
        <source>Wrong article</source>
        <translation>Falscher Artikel</translation>
    </message>
    <message>
        <source>Customer changed their mind</source>
        <translation>Kunde hat es sich überlegt</translation>
    </message>
    <message>
        <source>Wrong way of paying</source>
        <translation>Falsche Zahlart</translation>
    </message>
    <message>
        <source>Delete digit</source>
        <translation>Ziffer löschen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Stornieren</translation>
    </message>
    <message>
        <source>Void the last sale</source>
        <translation>Letzten Bon stornieren</translation>
    </message>
    <message>
        <source>PIN of a shift lead</source>
        <translation>PIN der Leitung</translation>
    </message>
</context>
<context>
    <name>_CompareRow</name>
    <message>
        <source>Expected</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>Zahlart</translation>
    </message>
</context>
<context>
    <name>_Header</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>Zahlart</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>_Plural</name>
    <message numerus="yes">
        <source>%n sale(s) waiting</source>
        <translation>
            <numerusform>%n Verkauf wartet</numerusform>
            <numerusform>%n Verkäufe warten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Stand</name>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
</context>
</TS>
