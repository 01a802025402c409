<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
<context>
    <name>Afterwards</name>
    <message>
        <source>Credit this purchase to {name}?</source>
        <translation>Deze aankoop aan {name} toekennen?</translation>
    </message>
    <message>
        <source>Credit ↵</source>
        <translation>Toekennen ↵</translation>
    </message>
    <message>
        <source>{points} for {name}</source>
        <translation>{points} voor {name}</translation>
    </message>
</context>
<context>
    <name>Age</name>
    <message>
        <source>{n} s ago</source>
        <translation>{n} s geleden</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} min geleden</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n} uur geleden</translation>
    </message>
    <message>
        <source>{n} d ago</source>
        <translation>{n} d geleden</translation>
    </message>
</context>
<context>
    <name>AmountForm</name>
    <message>
        <source>Delete</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Open afterwards</source>
        <translation>Daarna open</translation>
    </message>
    <message>
        <source>go on with card or cash</source>
        <translation>verder met pin of contant</translation>
    </message>
</context>
<context>
    <name>ApprovalCard</name>
    <message>
        <source>Approval by a shift lead</source>
        <translation>Goedkeuring door de teamleider</translation>
    </message>
    <message>
        <source>Delete digit</source>
        <translation>Cijfer wissen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
</context>
<context>
    <name>ApprovalTool</name>
    <message>
        <source>Delete digit</source>
        <translation>Cijfer wissen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leegmaken</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Goedkeuring</translation>
    </message>
    <message>
        <source>PIN of a shift lead</source>
        <translation>Pincode van de ploegleider</translation>
    </message>
</context>
<context>
    <name>Article</name>
    <message>
        <source>Shelf {shelf}</source>
        <translation>Schap {shelf}</translation>
    </message>
    <message>
        <source>day not known</source>
        <translation>dag onbekend</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>Onderweg</translation>
    </message>
    <message>
        <source>to this store</source>
        <translation>hierheen</translation>
    </message>
    <message>
        <source>this store</source>
        <translation>dit filiaal</translation>
    </message>
    <message>
        <source>no figure yet</source>
        <translation>nog geen cijfer</translation>
    </message>
    <message>
        <source>Delivery {day}</source>
        <translation>Levering {day}</translation>
    </message>
    <message>
        <source>incl. {rate} VAT</source>
        <translation>incl. {rate} btw</translation>
    </message>
    <message>
        <source>instead of {price}</source>
        <translation>in plaats van {price}</translation>
    </message>
    <message>
        <source>{coupon} = {price}</source>
        <translation>{coupon} = {price}</translation>
    </message>
    <message>
        <source>today from {time}</source>
        <translation>vandaag vanaf {time}</translation>
    </message>
    <message>
        <source>tomorrow from {time}</source>
        <translation>morgen vanaf {time}</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>vandaag {time}</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>morgen {time}</translation>
    </message>
    <message>
        <source>only with a customer · F2</source>
        <translation>alleen met klant · F2</translation>
    </message>
    <message>
        <source>will be confirmed after the sync</source>
        <translation>wordt na synchronisatie bevestigd</translation>
    </message>
    <message>
        <source>none here</source>
        <translation>hier geen</translation>
    </message>
    <message>
        <source>{n} available</source>
        <translation>{n} beschikbaar</translation>
    </message>
    <message>
        <source>until {time}</source>
        <translation>tot {time}</translation>
    </message>
    <message>
        <source>not possible offline</source>
        <translation>offline niet mogelijk</translation>
    </message>
    <message>
        <source>none in the warehouse</source>
        <translation>geen in het magazijn</translation>
    </message>
    <message>
        <source>{day} · free of charge</source>
        <translation>{day} · gratis</translation>
    </message>
    <message>
        <source>in no other store</source>
        <translation>in geen ander filiaal</translation>
    </message>
    <message>
        <source>will be sent later</source>
        <translation>wordt nagestuurd</translation>
    </message>
    <message>
        <source>when it is back in stock</source>
        <translation>zodra weer op voorraad</translation>
    </message>
</context>
<context>
    <name>ArticleDeeds</name>
    <message>
        <source>{place} · arrives {day}</source>
        <translation>{place} · komt {day}</translation>
    </message>
    <message>
        <source>Left empty: to the address of the other delivery</source>
        <translation>Leeg gelaten: naar het adres van de andere bezorging</translation>
    </message>
    <message>
        <source>{name} is told when {article} is back in this store.</source>
        <translation>{name} krijgt bericht als {article} weer in dit filiaal is.</translation>
    </message>
    <message>
        <source>Put aside for {name}.</source>
        <translation>Wordt voor {name} weggelegd.</translation>
    </message>
    <message>
        <source>Put aside for {name} until {time}.</source>
        <translation>Wordt voor {name} weggelegd tot {time}.</translation>
    </message>
    <message>
        <source>Without the line it will be confirmed after the sync.</source>
        <translation>Offline: wordt na synchronisatie bevestigd.</translation>
    </message>
    <message>
        <source>will be confirmed after the sync</source>
        <translation>wordt na synchronisatie bevestigd</translation>
    </message>
    <message>
        <source>{n} × {article} reserved</source>
        <translation>{n} × {article} gereserveerd</translation>
    </message>
    <message>
        <source>Not agreed</source>
        <translation>Niet akkoord</translation>
    </message>
    <message>
        <source>nobody will be notified</source>
        <translation>er wordt niemand bericht gestuurd</translation>
    </message>
    <message>
        <source>{article}: message when it is back</source>
        <translation>{article}: bericht als het er weer is</translation>
    </message>
    <message>
        <source>will be sent later</source>
        <translation>wordt nagestuurd</translation>
    </message>
    <message>
        <source>{article} added to the basket</source>
        <translation>{article} in winkelmand</translation>
    </message>
</context>
<context>
    <name>ArticlePage</name>
    <message>
        <source>Scan or search</source>
        <translation>Scannen of zoeken</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Voorraad</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikelen</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>kiezen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>openen</translation>
    </message>
    <message>
        <source>A scan ends the input</source>
        <translation>Een scan beëindigt de invoer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Goes with it</source>
        <translation>Past erbij</translation>
    </message>
    <message>
        <source>Alternatives</source>
        <translation>Alternatieven</translation>
    </message>
    <message>
        <source>Which article?</source>
        <translation>Welk artikel?</translation>
    </message>
    <message>
        <source>Scan it, or type a name or a number. F7 in the sale opens the chosen line.</source>
        <translation>Scan het, of typ een naam of nummer. F7 in de verkoop opent de gekozen regel.</translation>
    </message>
    <message>
        <source>Reserve here</source>
        <translation>Hier reserveren</translation>
    </message>
    <message>
        <source>Deliver home</source>
        <translation>Thuis bezorgen</translation>
    </message>
    <message>
        <source>To another store</source>
        <translation>Naar ander filiaal</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Bericht sturen</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Aantal</translation>
    </message>
    <message>
        <source>One less</source>
        <translation>Eén minder</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Eén meer</translation>
    </message>
    <message>
        <source>Add to basket</source>
        <translation>In winkelmand</translation>
    </message>
    <message>
        <source>Often bought together</source>
        <translation>Vaak samen gekocht</translation>
    </message>
    <message>
        <source>Nothing known yet</source>
        <translation>Nog niets bekend</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Toevoegen</translation>
    </message>
</context>
<context>
    <name>Articles</name>
    <message>
        <source>Find the customer</source>
        <translation>Klant zoeken</translation>
    </message>
    <message>
        <source>Reserve here</source>
        <translation>Hier reserveren</translation>
    </message>
    <message>
        <source>Deliver home</source>
        <translation>Thuis bezorgen</translation>
    </message>
    <message>
        <source>To another store</source>
        <translation>Naar ander filiaal</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Bericht sturen</translation>
    </message>
    <message>
        <source>Add to basket</source>
        <translation>In winkelmand</translation>
    </message>
    <message>
        <source>One more, one less</source>
        <translation>Eén meer, één minder</translation>
    </message>
    <message>
        <source>Choose and open a store</source>
        <translation>Filiaal kiezen en openen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>onbekend</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>Aanbieding</translation>
    </message>
    <message>
        <source>for {name}</source>
        <translation>voor {name}</translation>
    </message>
    <message>
        <source>No customer</source>
        <translation>Geen klant</translation>
    </message>
    <message>
        <source>To basket</source>
        <translation>In mand</translation>
    </message>
</context>
<context>
    <name>Basket</name>
    <message>
        <source>check stock</source>
        <translation>voorraad nakijken</translation>
    </message>
    <message>
        <source>{n} more for {offer}</source>
        <translation>nog {n} voor {offer}</translation>
    </message>
    <message>
        <source>Web price</source>
        <translation>Webprijs</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punten</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Korting</translation>
    </message>
    <message>
        <source>Deliver</source>
        <translation>Bezorgen</translation>
    </message>
</context>
<context>
    <name>CardForm</name>
    <message>
        <source>The question is on disk</source>
        <translation>De vraag is opgeslagen</translation>
    </message>
    <message>
        <source>Type the amount on the terminal</source>
        <translation>Typ het bedrag op de terminal</translation>
    </message>
    <message>
        <source>Card, phone or watch; the customer pays there</source>
        <translation>Pas, telefoon of horloge; de klant betaalt daar</translation>
    </message>
    <message>
        <source>Read the terminal&apos;s slip: was it paid?</source>
        <translation>Lees de bon van de terminal: betaald?</translation>
    </message>
    <message>
        <source>Paid F12, not paid F8</source>
        <translation>Betaald F12, niet betaald F8</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Niet betaald</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Opnieuw vragen</translation>
    </message>
    <message>
        <source>Part amount</source>
        <translation>Deelbedrag</translation>
    </message>
    <message>
        <source>Was this paid?</source>
        <translation>Is dit betaald?</translation>
    </message>
    <message>
        <source>The till stopped before the answer was noted. Look at the terminal&apos;s slip or its journal. No second charge starts before you answer.</source>
        <translation>De kassa stopte voordat het antwoord genoteerd was. Bekijk de bon of het journaal van de terminal. Voor het antwoord wordt niets een tweede keer afgeschreven.</translation>
    </message>
    <message>
        <source>before the restart</source>
        <translation>voor de herstart</translation>
    </message>
    <message>
        <source>Nothing was charged and nothing is booked.</source>
        <translation>Er is niets afgeschreven en niets geboekt.</translation>
    </message>
    <message>
        <source>Card · stand-alone terminal</source>
        <translation>Pin · losse terminal</translation>
    </message>
</context>
<context>
    <name>Cash</name>
    <message>
        <source>Pieces, amount or PIN</source>
        <translation>Stuks, bedrag of pincode</translation>
    </message>
    <message>
        <source>Next kind of piece</source>
        <translation>Volgende soort</translation>
    </message>
    <message>
        <source>Previous kind of piece</source>
        <translation>Vorige soort</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Opnieuw tellen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Verder</translation>
    </message>
    <message>
        <source>The difference is above the limit. Type the PIN of a shift lead.</source>
        <translation>Het verschil ligt boven de limiet. Voer de pincode van de teamleider in.</translation>
    </message>
    <message>
        <source>Shift {n} · {name} · since {time}</source>
        <translation>Dienst {n} · {name} · sinds {time}</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Contant</translation>
    </message>
    <message numerus="yes">
        <source>Card · %n payment(s)</source>
        <translation>
            <numerusform>Pin · %n betaling</numerusform>
            <numerusform>Pin · %n betalingen</numerusform>
        </translation>
    </message>
    <message>
        <source>terminal</source>
        <translation>terminal</translation>
    </message>
</context>
<context>
    <name>CashForm</name>
    <message>
        <source>exact</source>
        <translation>gepast</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Gegeven</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Wisselgeld</translation>
    </message>
    <message>
        <source>Open afterwards</source>
        <translation>Daarna open</translation>
    </message>
    <message>
        <source>hand out like this</source>
        <translation>zo teruggeven</translation>
    </message>
</context>
<context>
    <name>Collect</name>
    <message>
        <source>Hand over ({n})</source>
        <translation>Overhandigen ({n})</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Overhandigen</translation>
    </message>
    <message>
        <source>Take payment and hand over</source>
        <translation>Afrekenen en overhandigen</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>Afrekenen</translation>
    </message>
    <message>
        <source>The customer is asked whether {article} will do.</source>
        <translation>De klant wordt gevraagd of {article} goed is.</translation>
    </message>
    <message>
        <source>Substitute offered.</source>
        <translation>Vervanging aangeboden.</translation>
    </message>
    <message>
        <source>Offer something else, or make the rest ready.</source>
        <translation>Bied iets anders aan of zet de rest klaar.</translation>
    </message>
    <message>
        <source>{n} of {count} missing.</source>
        <translation>{n} van {count} ontbreekt.</translation>
    </message>
    <message>
        <source>Offer something else</source>
        <translation>Vervanging aanbieden</translation>
    </message>
    <message>
        <source>{n} still to be found</source>
        <translation>nog {n} te pakken</translation>
    </message>
    <message>
        <source>nothing was found</source>
        <translation>niets gevonden</translation>
    </message>
    <message>
        <source>All found</source>
        <translation>Alles gevonden</translation>
    </message>
    <message>
        <source>Make ready</source>
        <translation>Klaarzetten</translation>
    </message>
    <message>
        <source>Cancelled by the customer, {time}.</source>
        <translation>Door de klant geannuleerd, {time}.</translation>
    </message>
    <message>
        <source>Are the goods here? Money goes back only after this answer.</source>
        <translation>Zijn de artikelen hier? Geld gaat pas na dit antwoord terug.</translation>
    </message>
    <message>
        <source>No, it is being collected</source>
        <translation>Nee, wordt afgehaald</translation>
    </message>
    <message>
        <source>Yes, cancel</source>
        <translation>Ja, annuleren</translation>
    </message>
    <message>
        <source>Not wanted any more</source>
        <translation>Niet meer gewenst</translation>
    </message>
    <message>
        <source>Not collected in time</source>
        <translation>Niet op tijd afgehaald</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Geannuleerd</translation>
    </message>
    <message>
        <source>Order not in the list</source>
        <translation>Niet in de lijst</translation>
    </message>
    <message>
        <source>The code is genuine. Scan every parcel.</source>
        <translation>Code is echt. Scan alle pakketten.</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>betaald</translation>
    </message>
    <message>
        <source>open</source>
        <translation>open</translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <source>payment in the store</source>
        <translation>betaling in de winkel</translation>
    </message>
    <message>
        <source>to pick</source>
        <translation>te verzamelen</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Tekort</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>verlopen</translation>
    </message>
    <message>
        <source>cancel?</source>
        <translation>annuleren?</translation>
    </message>
    <message>
        <source>collected</source>
        <translation>afgehaald</translation>
    </message>
    <message>
        <source>put back</source>
        <translation>teruggelegd</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>geannuleerd</translation>
    </message>
    <message>
        <source>{n} not wanted, back to the shelf</source>
        <translation>{n} niet gewenst, terug naar schap</translation>
    </message>
    <message>
        <source>Place {place}</source>
        <translation>Vak {place}</translation>
    </message>
    <message>
        <source>Not wanted</source>
        <translation>Niet gewenst</translation>
    </message>
    <message>
        <source>One piece less</source>
        <translation>Eén stuk minder</translation>
    </message>
    <message>
        <source>{n} · follows {day}</source>
        <translation>{n} · volgt {day}</translation>
    </message>
    <message>
        <source>{n} collected</source>
        <translation>{n} afgehaald</translation>
    </message>
    <message>
        <source>{n} back on the shelf</source>
        <translation>{n} terug in schap</translation>
    </message>
    <message>
        <source>{n} not to be had</source>
        <translation>{n} niet leverbaar</translation>
    </message>
    <message>
        <source>{n} · not packed</source>
        <translation>{n} · niet ingepakt</translation>
    </message>
    <message>
        <source>Shelf {shelf}</source>
        <translation>Schap {shelf}</translation>
    </message>
    <message>
        <source>{n} missing</source>
        <translation>{n} ontbreekt</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Ontbreekt</translation>
    </message>
    <message>
        <source>Check all off</source>
        <translation>Alles afvinken</translation>
    </message>
    <message>
        <source>Without it: approval</source>
        <translation>Zonder dat: goedkeuring</translation>
    </message>
    <message>
        <source>the customer</source>
        <translation>de klant</translation>
    </message>
    <message>
        <source>Part {n} of {count}.</source>
        <translation>Deel {n} van {count}.</translation>
    </message>
    <message>
        <source>The rest stays open, {name} is told.</source>
        <translation>De rest blijft open, {name} krijgt bericht.</translation>
    </message>
    <message>
        <source>Expired {day}.</source>
        <translation>Verlopen op {day}.</translation>
    </message>
    <message>
        <source>Put it back, or hand it over with an approval.</source>
        <translation>Terugleggen of met goedkeuring overhandigen.</translation>
    </message>
    <message>
        <source>{n} of {count}</source>
        <translation>{n} van {count}</translation>
    </message>
    <message>
        <source>Parcels scanned</source>
        <translation>Pakketten gescand</translation>
    </message>
    <message>
        <source>Pickup code checked</source>
        <translation>Afhaalcode gecontroleerd</translation>
    </message>
    <message>
        <source>in place of the code</source>
        <translation>in plaats van de code</translation>
    </message>
    <message>
        <source>Document checked</source>
        <translation>Legitimatie gecontroleerd</translation>
    </message>
    <message>
        <source>from {n} years</source>
        <translation>vanaf {n} jaar</translation>
    </message>
    <message>
        <source>Age checked</source>
        <translation>Leeftijd gecontroleerd</translation>
    </message>
    <message>
        <source>Collected by another person</source>
        <translation>Afgehaald door iemand anders</translation>
    </message>
    <message>
        <source>required</source>
        <translation>verplicht</translation>
    </message>
    <message>
        <source>required from {amount}</source>
        <translation>verplicht vanaf {amount}</translation>
    </message>
    <message>
        <source>required for another person</source>
        <translation>verplicht bij iemand anders</translation>
    </message>
    <message>
        <source>required without the code</source>
        <translation>verplicht zonder code</translation>
    </message>
    <message>
        <source>not ready yet</source>
        <translation>nog niet klaar</translation>
    </message>
    <message>
        <source>collected already</source>
        <translation>al afgehaald</translation>
    </message>
    <message>
        <source>Check the articles off first</source>
        <translation>Eerst artikelen afvinken</translation>
    </message>
    <message>
        <source>Scan the parcel&apos;s label</source>
        <translation>Scan het pakketlabel</translation>
    </message>
    <message>
        <source>Check the pickup code</source>
        <translation>Controleer de afhaalcode</translation>
    </message>
    <message>
        <source>Look at a document</source>
        <translation>Controleer de legitimatie</translation>
    </message>
    <message>
        <source>Check the age: {n}</source>
        <translation>Controleer de leeftijd: {n}</translation>
    </message>
    <message>
        <source>parcel not scanned</source>
        <translation>pakket niet gescand</translation>
    </message>
    <message>
        <source>no pickup code</source>
        <translation>geen afhaalcode</translation>
    </message>
    <message>
        <source>no document</source>
        <translation>geen legitimatie</translation>
    </message>
    <message>
        <source>Also lifted: {duties}</source>
        <translation>Daarmee ook vrijgegeven: {duties}</translation>
    </message>
    <message>
        <source>Articles back to the shelf</source>
        <translation>Artikelen terug naar schap</translation>
    </message>
    <message>
        <source>Take into the sale</source>
        <translation>Meenemen in verkoop</translation>
    </message>
    <message>
        <source>Clear a substitute</source>
        <translation>Vervanging regelen</translation>
    </message>
    <message>
        <source>To be cancelled</source>
        <translation>Annulering gevraagd</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Verlopen</translation>
    </message>
    <message>
        <source>Done today</source>
        <translation>Vandaag afgehaald</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Eerder</translation>
    </message>
    <message>
        <source>1 article</source>
        <translation>1 artikel</translation>
    </message>
    <message>
        <source>{n} articles</source>
        <translation>{n} artikelen</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} min geleden</translation>
    </message>
    <message>
        <source>{h} h {m} ago</source>
        <translation>{h} u {m} geleden</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>sinds {time}</translation>
    </message>
    <message>
        <source>since yesterday</source>
        <translation>sinds gisteren</translation>
    </message>
    <message>
        <source>{amount} open</source>
        <translation>{amount} open</translation>
    </message>
    <message>
        <source>By {time}</source>
        <translation>Vóór {time}</translation>
    </message>
    <message>
        <source>{n} of {count} picked</source>
        <translation>{n} van {count} gepakt</translation>
    </message>
    <message>
        <source>{n} of {count} missing</source>
        <translation>{n} van {count} ontbreekt</translation>
    </message>
    <message>
        <source>Customer is asked</source>
        <translation>Klant gevraagd</translation>
    </message>
    <message>
        <source>Customer here</source>
        <translation>Klant is er</translation>
    </message>
    <message>
        <source>until today</source>
        <translation>tot vandaag</translation>
    </message>
    <message>
        <source>until tomorrow</source>
        <translation>tot morgen</translation>
    </message>
    <message>
        <source>{n} of {count} articles</source>
        <translation>{n} van {count} artikelen</translation>
    </message>
    <message>
        <source>to put back</source>
        <translation>terugleggen</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>beantwoorden</translation>
    </message>
    <message>
        <source>Take the customer into the sale</source>
        <translation>Klant meenemen in verkoop</translation>
    </message>
    <message>
        <source>Print the pick list and begin to pick</source>
        <translation>Picklijst printen en verzamelen</translation>
    </message>
    <message>
        <source>Move to another place</source>
        <translation>In ander vak leggen</translation>
    </message>
    <message>
        <source>Remind the customer</source>
        <translation>Klant herinneren</translation>
    </message>
    <message>
        <source>Print the labels</source>
        <translation>Labels printen</translation>
    </message>
    <message>
        <source>Back to the shelf, cancel</source>
        <translation>Terugleggen, annuleren</translation>
    </message>
    <message>
        <source>Hand over, make ready</source>
        <translation>Overhandigen, klaarzetten</translation>
    </message>
    <message>
        <source>Check off, then one duty after the other</source>
        <translation>Afvinken, dan de plichten één voor één</translation>
    </message>
    <message>
        <source>One piece more, one less</source>
        <translation>Eén stuk meer, één minder</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>A line that is not wanted, or missing</source>
        <translation>Regel niet gewenst of ontbreekt</translation>
    </message>
    <message>
        <source>Choose an order</source>
        <translation>Bestelling kiezen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>onbekend</translation>
    </message>
    <message>
        <source>– paid orders can be handed over with their pickup code.</source>
        <translation>– betaalde bestellingen kunnen met afhaalcode worden overhandigd.</translation>
    </message>
    <message>
        <source>List: as of {time}, new orders are missing.</source>
        <translation>Lijst: stand {time}, nieuwe bestellingen ontbreken.</translation>
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
        <translation>{number} overhandigd</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Overhandigd</translation>
    </message>
    <message>
        <source>the centre is told after the sync</source>
        <translation>wordt na de synchronisatie gemeld</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Verkeerde pincode – nog %n poging</numerusform>
            <numerusform>Verkeerde pincode – nog %n pogingen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConsentsCard</name>
    <message>
        <source>Consents</source>
        <translation>Toestemmingen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Wijzigen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Opslaan</translation>
    </message>
</context>
<context>
    <name>CountForm</name>
    <message>
        <source>Notes</source>
        <translation>Biljetten</translation>
    </message>
    <message>
        <source>Coins</source>
        <translation>Munten</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Geteld</translation>
    </message>
    <message>
        <source>next kind</source>
        <translation>volgende soort</translation>
    </message>
    <message>
        <source>back</source>
        <translation>terug</translation>
    </message>
    <message>
        <source>Delete digit</source>
        <translation>Cijfer wissen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Next kind</source>
        <translation>Volgende soort</translation>
    </message>
</context>
<context>
    <name>CounterTop</name>
    <message>
        <source>Scan or search</source>
        <translation>Scan of zoek – artikel of code</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikelen</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>kiezen</translation>
    </message>
    <message>
        <source>into the basket</source>
        <translation>in de winkelwagen</translation>
    </message>
    <message>
        <source>details</source>
        <translation>details</translation>
    </message>
    <message>
        <source>A scan ends the input</source>
        <translation>Scannen beëindigt de invoer</translation>
    </message>
    <message>
        <source>Name, card, phone or e-mail</source>
        <translation>Naam, kaart, telefoon of e-mail</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Klant</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Aantal</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Weggooien</translation>
    </message>
    <message>
        <source>Void last sale</source>
        <translation>Laatste bon storneren</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Storneren</translation>
    </message>
    <message>
        <source>Stock here</source>
        <translation>Voorraad hier</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>Aantal</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>Stukprijs</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Totaal</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Korting</translation>
    </message>
    <message>
        <source>Ready for the next customer</source>
        <translation>Klaar voor de volgende klant</translation>
    </message>
    <message>
        <source>Scan the first article or the customer card, or type a name.</source>
        <translation>Scan het eerste artikel of de klantenkaart, of typ een naam.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Bon</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandaag</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>Geen dienst geopend</translation>
    </message>
    <message>
        <source>Count the float and open the shift, then you can sell.</source>
        <translation>Tel het wisselgeld en open de dienst, dan kan er verkocht worden.</translation>
    </message>
    <message>
        <source>Open the shift</source>
        <translation>Dienst openen</translation>
    </message>
</context>
<context>
    <name>CrossSell</name>
    <message>
        <source>Goes with the basket</source>
        <translation>Past bij de mand</translation>
    </message>
    <message>
        <source>from similar baskets</source>
        <translation>uit vergelijkbare aankopen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Toevoegen</translation>
    </message>
</context>
<context>
    <name>Customer</name>
    <message>
        <source>Today, {day}</source>
        <translation>Vandaag, {day}</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Deze week</translation>
    </message>
    <message>
        <source>Earlier in {month}</source>
        <translation>Eerder in {month}</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>vandaag {time}</translation>
    </message>
    <message>
        <source>Customer without a name</source>
        <translation>Klant zonder naam</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Geblokkeerd</translation>
    </message>
    <message>
        <source>Card ··{end}</source>
        <translation>Kaart ··{end}</translation>
    </message>
    <message>
        <source>since today</source>
        <translation>sinds vandaag</translation>
    </message>
    <message>
        <source>since {year}</source>
        <translation>sinds {year}</translation>
    </message>
    <message>
        <source>last {day}</source>
        <translation>laatst {day}</translation>
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
        <translation>nog niet bevestigd</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>Stand {time}</translation>
    </message>
    <message>
        <source>{n} of it provisional</source>
        <translation>waarvan {n} voorlopig</translation>
    </message>
    <message>
        <source>scan first</source>
        <translation>eerst scannen</translation>
    </message>
    <message>
        <source>up to {amount}</source>
        <translation>tot {amount}</translation>
    </message>
    <message>
        <source>from {points}</source>
        <translation>vanaf {points}</translation>
    </message>
    <message>
        <source>too old</source>
        <translation>te oud</translation>
    </message>
    <message>
        <source>limit reached</source>
        <translation>limiet bereikt</translation>
    </message>
    <message>
        <source>online only</source>
        <translation>alleen online</translation>
    </message>
    <message>
        <source>{amount} to {tier}</source>
        <translation>nog {amount} tot {tier}</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>tot {day}</translation>
    </message>
    <message>
        <source>from {amount}</source>
        <translation>vanaf {amount}</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Toegepast</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Toepassen</translation>
    </message>
    <message>
        <source>expired {day}</source>
        <translation>verlopen {day}</translation>
    </message>
    <message>
        <source>from {day} on</source>
        <translation>vanaf {day}</translation>
    </message>
    <message>
        <source>used {day}</source>
        <translation>gebruikt {day}</translation>
    </message>
    <message>
        <source>used already</source>
        <translation>al gebruikt</translation>
    </message>
    <message>
        <source>not beside another coupon</source>
        <translation>niet te combineren</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>ingetrokken</translation>
    </message>
    <message>
        <source>belongs to somebody else</source>
        <translation>is van iemand anders</translation>
    </message>
    <message>
        <source>only from {amount} on</source>
        <translation>pas vanaf {amount}</translation>
    </message>
    <message>
        <source>fits no article here</source>
        <translation>past bij geen artikel</translation>
    </message>
    <message>
        <source>App basket</source>
        <translation>App-mand</translation>
    </message>
    <message>
        <source>Web basket</source>
        <translation>Webmand</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>Overgenomen</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Overnemen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tonen</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Overhandigen</translation>
    </message>
    <message>
        <source>Newsletter</source>
        <translation>Nieuwsbrief</translation>
    </message>
    <message>
        <source>App messages</source>
        <translation>App-meldingen</translation>
    </message>
    <message>
        <source>Personal offers</source>
        <translation>Persoonlijke aanbiedingen</translation>
    </message>
    <message>
        <source>SMS and calls</source>
        <translation>Sms en bellen</translation>
    </message>
    <message>
        <source>Not sold in this store: {n} of the basket</source>
        <translation>Niet verkocht in deze winkel: {n} uit de mand</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>Aankoop</translation>
    </message>
    <message>
        <source>Online purchase</source>
        <translation>Online aankoop</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Carried over</source>
        <translation>Overgedragen</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>Ingewisseld</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Vervallen</translation>
    </message>
    <message>
        <source>Adjusted</source>
        <translation>Correctie</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Annulering</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nee</translation>
    </message>
    <message>
        <source>till</source>
        <translation>kassa</translation>
    </message>
    <message>
        <source>web</source>
        <translation>web</translation>
    </message>
    <message>
        <source>app</source>
        <translation>app</translation>
    </message>
    <message>
        <source>store</source>
        <translation>winkel</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>bon</translation>
    </message>
    <message>
        <source>own phone</source>
        <translation>eigen telefoon</translation>
    </message>
    <message>
        <source>since {month}</source>
        <translation>sinds {month}</translation>
    </message>
</context>
<context>
    <name>CustomerDesk</name>
    <message>
        <source>Scan the card, name, phone or e-mail</source>
        <translation>Scan de kaart, naam, telefoon of e-mail</translation>
    </message>
    <message>
        <source>Card, name, phone, e-mail</source>
        <translation>Kaart, naam, telefoon, e-mail</translation>
    </message>
    <message>
        <source>Coupons and offers</source>
        <translation>Coupons en aanbiedingen</translation>
    </message>
    <message>
        <source>Open in other channels</source>
        <translation>Open in andere kanalen</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Onlangs</translation>
    </message>
    <message>
        <source>searching everywhere …</source>
        <translation>zoekt overal …</translation>
    </message>
    <message>
        <source>The centre cannot be asked whether it was used already. Without approval up to {amount}.</source>
        <translation>De centrale kan niet worden gevraagd of hij al gebruikt is. Zonder goedkeuring tot {amount}.</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Verkeerde pincode – nog %n poging</numerusform>
            <numerusform>Verkeerde pincode – nog %n pogingen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustomerFinding</name>
    <message>
        <source>searching everywhere …</source>
        <translation>zoekt overal …</translation>
    </message>
    <message>
        <source>The centre does not answer: customers of this store only</source>
        <translation>Centrale antwoordt niet: alleen klanten van deze winkel</translation>
    </message>
</context>
<context>
    <name>CustomerFinds</name>
    <message>
        <source>New customer: “{text}”</source>
        <translation>Nieuwe klant: ‘{text}’</translation>
    </message>
</context>
<context>
    <name>CustomerPage</name>
    <message>
        <source>Name, card, phone or e-mail</source>
        <translation>Naam, kaart, telefoon of e-mail</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>Wie is het?</translation>
    </message>
    <message>
        <source>Scan the card or the app, or type a name, a phone number or an e-mail address.</source>
        <translation>Scan de kaart of de app, of typ een naam, telefoonnummer of e-mailadres.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verloop</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punten</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Toestemmingen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>Aankopen</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>nog {n}</translation>
    </message>
    <message>
        <source>Attach without basket</source>
        <translation>Koppelen zonder mand</translation>
    </message>
    <message>
        <source>Without basket</source>
        <translation>Zonder mand</translation>
    </message>
    <message>
        <source>Continue basket</source>
        <translation>Mand voortzetten</translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message>
        <source>Sell without this customer</source>
        <translation>Verkopen zonder deze klant</translation>
    </message>
    <message>
        <source>Find customer</source>
        <translation>Klant zoeken</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Zoeken</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nieuw</translation>
    </message>
    <message>
        <source>No customer</source>
        <translation>Zonder klant</translation>
    </message>
    <message>
        <source>Touch to show</source>
        <translation>Tik om te tonen</translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message>
        <source>Attach to the sale</source>
        <translation>Aan de verkoop koppelen</translation>
    </message>
    <message>
        <source>Show contact data</source>
        <translation>Contactgegevens tonen</translation>
    </message>
    <message>
        <source>Continue the basket of the app</source>
        <translation>App-mand voortzetten</translation>
    </message>
    <message>
        <source>Scroll the history</source>
        <translation>Door het verloop bladeren</translation>
    </message>
    <message>
        <source>A yes is confirmed by the customer on the customer display.</source>
        <translation>Een ja bevestigt de klant op het klantendisplay.</translation>
    </message>
    <message>
        <source>No customer display: a yes needs the customer&apos;s signature on paper.</source>
        <translation>Geen klantendisplay: een ja vraagt een handtekening op papier.</translation>
    </message>
    <message>
        <source>The customer is asked on the customer display …</source>
        <translation>De klant wordt op het klantendisplay gevraagd …</translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>Print</source>
        <translation>Afdrukken</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Opnieuw afdrukken</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Storneren</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Te betalen</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>nog {n}</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>Kortingen</translation>
    </message>
    <message>
        <source>Points for this purchase</source>
        <translation>Punten voor deze aankoop</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>Exact cash</source>
        <translation>Gepast contant</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Contant</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>Betalen</translation>
    </message>
    <message numerus="yes">
        <source>Subtotal · %n item(s)</source>
        <translation>
            <numerusform>Subtotaal · %n artikel</numerusform>
            <numerusform>Subtotaal · %n artikelen</numerusform>
        </translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>Subtotaal</translation>
    </message>
    <message>
        <source>VAT {rate} incl.</source>
        <translation>Incl. btw {rate}</translation>
    </message>
</context>
<context>
    <name>DeliverForm</name>
    <message>
        <source>Deliver</source>
        <translation>Bezorgen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Straat en huisnummer</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Postcode</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>Plaats</translation>
    </message>
    <message>
        <source>Deliver home</source>
        <translation>Thuis bezorgen</translation>
    </message>
</context>
<context>
    <name>DemoPanel</name>
    <message>
        <source>Centre and network</source>
        <translation>Centrale en netwerk</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluiten</translation>
    </message>
    <message>
        <source>Page of the centre with today&apos;s record</source>
        <translation>Pagina van de centrale met de dag van vandaag</translation>
    </message>
    <message>
        <source>Open the journal</source>
        <translation>Journaal openen</translation>
    </message>
    <message>
        <source>Show or hide the customer display</source>
        <translation>Klantdisplay tonen of verbergen</translation>
    </message>
    <message>
        <source>Reconnect the network</source>
        <translation>Netwerk verbinden</translation>
    </message>
    <message>
        <source>Cut the network</source>
        <translation>Netwerk verbreken</translation>
    </message>
</context>
<context>
    <name>DiscardTool</name>
    <message>
        <source>Discard</source>
        <translation>Weggooien</translation>
    </message>
    <message>
        <source>Discard the basket?</source>
        <translation>Winkelwagen weggooien?</translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message>
        <source>Next customer</source>
        <translation>Volgende klant</translation>
    </message>
    <message>
        <source>Print the receipt</source>
        <translation>Bon afdrukken</translation>
    </message>
    <message>
        <source>Credit the points to a customer</source>
        <translation>Punten aan een klant toekennen</translation>
    </message>
    <message>
        <source>Void this sale</source>
        <translation>Deze verkoop storneren</translation>
    </message>
    <message>
        <source>Card, phone, e-mail or name of the customer</source>
        <translation>Kaart, telefoon, e-mail of naam van de klant</translation>
    </message>
    <message>
        <source>Paid · Receipt {number}</source>
        <translation>Betaald · bon {number}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Wisselgeld</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Betaald</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>Bon {number}</translation>
    </message>
    <message>
        <source>{amount} in cash</source>
        <translation>{amount} contant</translation>
    </message>
    <message>
        <source>{amount} by card</source>
        <translation>{amount} met pin</translation>
    </message>
    <message>
        <source>{amount} in points</source>
        <translation>{amount} met punten</translation>
    </message>
    <message>
        <source>given {amount}</source>
        <translation>gegeven {amount}</translation>
    </message>
    <message>
        <source>{number} handed over</source>
        <translation>{number} overhandigd</translation>
    </message>
    <message>
        <source>{points} with this purchase</source>
        <translation>{points} met deze aankoop</translation>
    </message>
    <message>
        <source>balance {points}</source>
        <translation>saldo {points}</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>voorlopig</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Afgedrukt</translation>
    </message>
    <message>
        <source>Receipt on the phone</source>
        <translation>Bon op de telefoon</translation>
    </message>
    <message>
        <source>Credit the points</source>
        <translation>Punten toekennen</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punten</translation>
    </message>
    <message>
        <source>Scan the next article – a new sale starts at once</source>
        <translation>Scan het volgende artikel – er begint meteen een nieuwe verkoop</translation>
    </message>
</context>
<context>
    <name>EnrolTool</name>
    <message>
        <source>Add customer</source>
        <translation>Toevoegen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Maken</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Nieuwe klant</translation>
    </message>
    <message>
        <source>The customer confirms each one on the customer display.</source>
        <translation>De klant bevestigt elk op het klantendisplay.</translation>
    </message>
    <message>
        <source>No customer display: tick only what the customer has signed on paper.</source>
        <translation>Geen klantendisplay: vink alleen aan wat op papier is getekend.</translation>
    </message>
    <message>
        <source>waiting for the customer’s phone …</source>
        <translation>wacht op de telefoon van de klant …</translation>
    </message>
    <message>
        <source>That is them</source>
        <translation>Dat is deze persoon</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Voornaam</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Achternaam</translation>
    </message>
    <message>
        <source>E-mail or phone</source>
        <translation>E-mail of telefoon</translation>
    </message>
    <message>
        <source>Card, if there is one</source>
        <translation>Kaart, indien aanwezig</translation>
    </message>
    <message>
        <source>Fill in on the display</source>
        <translation>Op het display invullen</translation>
    </message>
    <message>
        <source>On the display</source>
        <translation>Op het display</translation>
    </message>
    <message>
        <source>Is it one of these?</source>
        <translation>Is het een van deze?</translation>
    </message>
    <message>
        <source>Add anyway</source>
        <translation>Toch toevoegen</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>{text} is not in the range</source>
        <translation>{text} zit niet in het assortiment</translation>
    </message>
    <message>
        <source>Search by name, or put the article aside.</source>
        <translation>Zoek op naam of leg het artikel opzij.</translation>
    </message>
    <message>
        <source>{text} was misread</source>
        <translation>{text} is verkeerd gelezen</translation>
    </message>
    <message>
        <source>The check digit is wrong. Scan again or type the code.</source>
        <translation>Het controlecijfer klopt niet. Scan opnieuw of typ de code.</translation>
    </message>
    <message>
        <source>{text} is only part of a code</source>
        <translation>{text} is maar een deel van een code</translation>
    </message>
    <message>
        <source>Scan again, closer to the label.</source>
        <translation>Scan opnieuw, dichter bij het etiket.</translation>
    </message>
    <message>
        <source>Quantity {quantity} is not possible</source>
        <translation>Aantal {quantity} is niet mogelijk</translation>
    </message>
    <message>
        <source>Between 1 and {most}. The basket is unchanged.</source>
        <translation>Tussen 1 en {most}. De winkelwagen is ongewijzigd.</translation>
    </message>
    <message>
        <source>{amount_minor} is not possible</source>
        <translation>{amount_minor} is niet mogelijk</translation>
    </message>
    <message>
        <source>Check the amount. Nothing was changed.</source>
        <translation>Controleer het bedrag. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>That line is no longer there</source>
        <translation>Die regel is er niet meer</translation>
    </message>
    <message>
        <source>What the screen shows now is right.</source>
        <translation>Wat nu op het scherm staat, klopt.</translation>
    </message>
    <message>
        <source>The basket is empty</source>
        <translation>De winkelwagen is leeg</translation>
    </message>
    <message>
        <source>Scan an article first.</source>
        <translation>Scan eerst een artikel.</translation>
    </message>
    <message>
        <source>No VAT rate for class {tax}</source>
        <translation>Geen btw-tarief voor klasse {tax}</translation>
    </message>
    <message>
        <source>This article cannot be sold until the centre sends the rate. The basket is unchanged.</source>
        <translation>Dit artikel kan pas verkocht worden als de centrale het tarief stuurt. De winkelwagen is ongewijzigd.</translation>
    </message>
    <message>
        <source>{given_minor} is too little</source>
        <translation>{given_minor} is te weinig</translation>
    </message>
    <message>
        <source>{due_minor} are due. Nothing was booked.</source>
        <translation>Er is {due_minor} te betalen. Er is niets geboekt.</translation>
    </message>
    <message>
        <source>That is not possible now</source>
        <translation>Dat kan nu niet</translation>
    </message>
    <message>
        <source>Finish the payment or go back. Nothing was booked.</source>
        <translation>Rond de betaling af of ga terug. Er is niets geboekt.</translation>
    </message>
    <message>
        <source>The card payment is still open</source>
        <translation>De pinbetaling staat nog open</translation>
    </message>
    <message>
        <source>Look at the terminal&apos;s slip and answer: paid or not paid. No second charge before that.</source>
        <translation>Bekijk de bon van de terminal en antwoord: betaald of niet betaald. Daarvoor wordt niets een tweede keer afgeschreven.</translation>
    </message>
    <message>
        <source>Nothing to void</source>
        <translation>Niets te storneren</translation>
    </message>
    <message>
        <source>There is no sale in this shift yet.</source>
        <translation>Er is nog geen verkoop in deze dienst.</translation>
    </message>
    <message>
        <source>Receipt {receipt} is already void</source>
        <translation>Bon {receipt} is al gestorneerd</translation>
    </message>
    <message>
        <source>Nothing was booked a second time.</source>
        <translation>Er is niets een tweede keer geboekt.</translation>
    </message>
    <message>
        <source>This sale belongs to another shift</source>
        <translation>Deze verkoop hoort bij een andere dienst</translation>
    </message>
    <message>
        <source>It can only be taken back as a return.</source>
        <translation>Hij kan alleen als retour worden teruggenomen.</translation>
    </message>
    <message>
        <source>A void needs a reason</source>
        <translation>Een storno heeft een reden nodig</translation>
    </message>
    <message>
        <source>Choose one or type it.</source>
        <translation>Kies er een of typ hem in.</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>Verkeerde pincode</translation>
    </message>
    <message>
        <source>Tries left: {tries_left}.</source>
        <translation>Nog {tries_left} pogingen.</translation>
    </message>
    <message>
        <source>Locked after wrong PINs</source>
        <translation>Geblokkeerd na verkeerde pincodes</translation>
    </message>
    <message>
        <source>A shift lead unlocks with their own PIN.</source>
        <translation>De teamleider deblokkeert met de eigen pincode.</translation>
    </message>
    <message>
        <source>No operator has number {number}</source>
        <translation>Niemand heeft nummer {number}</translation>
    </message>
    <message>
        <source>Check the number or choose a name.</source>
        <translation>Controleer het nummer of kies een naam.</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Niemand is aangemeld</translation>
    </message>
    <message>
        <source>Sign in with your PIN. The basket stays.</source>
        <translation>Meld je aan met je pincode. De winkelwagen blijft.</translation>
    </message>
    <message>
        <source>This needs a second person</source>
        <translation>Hiervoor is een tweede persoon nodig</translation>
    </message>
    <message>
        <source>A shift lead approves with their PIN. Nothing was booked.</source>
        <translation>De teamleider keurt goed met de pincode. Er is niets geboekt.</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>Geen dienst geopend</translation>
    </message>
    <message>
        <source>Open it under Till with the float; then you can sell.</source>
        <translation>Open hem onder Kassa met het wisselgeld; dan kan er verkocht worden.</translation>
    </message>
    <message>
        <source>A shift of {by} is already open</source>
        <translation>Een dienst van {by} is al open</translation>
    </message>
    <message>
        <source>Go on selling in it, or close it first.</source>
        <translation>Verkoop erin verder of sluit hem eerst af.</translation>
    </message>
    <message>
        <source>There is still a basket on the counter</source>
        <translation>Er ligt nog een winkelwagen op de kassa</translation>
    </message>
    <message>
        <source>Pay it or discard it first.</source>
        <translation>Betaal hem eerst of gooi hem weg.</translation>
    </message>
    <message>
        <source>Live mode is not possible in {country} yet</source>
        <translation>Echt gebruik is in {country} nog niet mogelijk</translation>
    </message>
    <message>
        <source>The law asks for a signing unit there. Training and demo work. Nothing was booked.</source>
        <translation>De wet vraagt daar een ondertekeneenheid. Training en demo werken. Er is niets geboekt.</translation>
    </message>
    <message>
        <source>This till belongs to no store yet</source>
        <translation>Deze kassa hoort nog bij geen winkel</translation>
    </message>
    <message>
        <source>Enrol it with a code from the centre, or try the demo.</source>
        <translation>Meld hem aan met een code van de centrale of probeer de demo.</translation>
    </message>
    <message>
        <source>This folder is a till already</source>
        <translation>Deze map is al een kassa</translation>
    </message>
    <message>
        <source>One folder is one till: start with another folder. Nothing was changed.</source>
        <translation>Eén map is één kassa: start met een andere map. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Tresen is already running here</source>
        <translation>Tresen draait hier al</translation>
    </message>
    <message>
        <source>Use the window that is open. Nothing was changed.</source>
        <translation>Gebruik het venster dat open is. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>De schijf is vol</translation>
    </message>
    <message>
        <source>This step was not booked; all sales before it are safe. Free some space, then repeat it.</source>
        <translation>Deze stap is niet geboekt; alle verkopen ervoor zijn veilig. Maak ruimte en herhaal hem.</translation>
    </message>
    <message>
        <source>The disk does not answer</source>
        <translation>De schijf antwoordt niet</translation>
    </message>
    <message>
        <source>This step was not booked; what was confirmed before is on disk. Repeat it, or change the till.</source>
        <translation>Deze stap is niet geboekt; wat eerder bevestigd was, is opgeslagen. Herhaal hem of wissel van kassa.</translation>
    </message>
    <message>
        <source>The printer does not print</source>
        <translation>De printer drukt niet af</translation>
    </message>
    <message>
        <source>The sale is booked. Print the receipt again when the printer is ready.</source>
        <translation>De verkoop is geboekt. Druk de bon opnieuw af als de printer klaar is.</translation>
    </message>
    <message>
        <source>The journal is damaged at entry {seq}</source>
        <translation>Het journaal is beschadigd bij regel {seq}</translation>
    </message>
    <message>
        <source>Everything before it is proven whole. Do not repair it; export it and call support.</source>
        <translation>Alles ervoor is aantoonbaar heel. Niet repareren; exporteer het en bel support.</translation>
    </message>
    <message>
        <source>The centre knows another past of this till</source>
        <translation>De centrale kent een ander verleden van deze kassa</translation>
    </message>
    <message>
        <source>Restored or copied disk? Nothing more is sent; all sales stay safe here. Call support.</source>
        <translation>Schijf teruggezet of gekopieerd? Er wordt niets meer verzonden; alle verkopen blijven hier veilig. Bel support.</translation>
    </message>
    <message>
        <source>Customer not found</source>
        <translation>Klant niet gevonden</translation>
    </message>
    <message>
        <source>Search by name, telephone or e-mail, or make a new one.</source>
        <translation>Zoek op naam, telefoon of e-mail, of maak een nieuwe aan.</translation>
    </message>
    <message>
        <source>The account of {name} is blocked</source>
        <translation>De rekening van {name} is geblokkeerd</translation>
    </message>
    <message>
        <source>Go on selling without it. Head office can say why.</source>
        <translation>Verkoop verder zonder. Het hoofdkantoor kent de reden.</translation>
    </message>
    <message>
        <source>This record was merged into another one</source>
        <translation>Dit record is samengevoegd</translation>
    </message>
    <message>
        <source>Search again: the till shows the one that lives on.</source>
        <translation>Zoek opnieuw: de kassa toont het geldige.</translation>
    </message>
    <message>
        <source>{count} customers match</source>
        <translation>{count} klanten passen</translation>
    </message>
    <message>
        <source>Ask for the name and choose.</source>
        <translation>Vraag de naam en kies.</translation>
    </message>
    <message>
        <source>There is a customer with this {kind} already</source>
        <translation>Hiermit bestaat al een klant ({kind})</translation>
    </message>
    <message>
        <source>Use that record.</source>
        <translation>Gebruik dat record.</translation>
    </message>
    <message>
        <source>The basket has no customer</source>
        <translation>De mand heeft geen klant</translation>
    </message>
    <message>
        <source>Scan the card or search with F2 first.</source>
        <translation>Scan eerst de kaart of zoek met F2.</translation>
    </message>
    <message>
        <source>A new customer needs a name</source>
        <translation>Een nieuwe klant heeft een naam nodig</translation>
    </message>
    <message>
        <source>Type a first or a family name.</source>
        <translation>Typ een voor- of achternaam.</translation>
    </message>
    <message>
        <source>That cannot be right: {kind}</source>
        <translation>Dat kan niet kloppen: {kind}</translation>
    </message>
    <message>
        <source>Check it and type it again.</source>
        <translation>Controleer en typ opnieuw.</translation>
    </message>
    <message>
        <source>Contact data cannot be shown now</source>
        <translation>Contactgegevens zijn nu niet beschikbaar</translation>
    </message>
    <message>
        <source>They are kept at the centre only. Try again when the line is back.</source>
        <translation>Ze staan alleen bij de centrale. Probeer het opnieuw zodra er verbinding is.</translation>
    </message>
    <message>
        <source>The customer has not confirmed this consent</source>
        <translation>De klant heeft deze toestemming niet bevestigd</translation>
    </message>
    <message>
        <source>Let them confirm it on the customer display.</source>
        <translation>Laat het op het klantendisplay bevestigen.</translation>
    </message>
    <message>
        <source>That is more than can be redeemed</source>
        <translation>Dat is meer dan ingewisseld kan worden</translation>
    </message>
    <message>
        <source>At most {most} points here.</source>
        <translation>Hier hoogstens {most} punten.</translation>
    </message>
    <message>
        <source>Too few points</source>
        <translation>Te weinig punten</translation>
    </message>
    <message>
        <source>Redeeming starts at {least} points.</source>
        <translation>Inwisselen kan vanaf {least} punten.</translation>
    </message>
    <message>
        <source>Limited while the centre cannot be asked</source>
        <translation>Begrensd zolang de centrale niet bereikbaar is</translation>
    </message>
    <message>
        <source>At most {most} points ({most_minor}) now.</source>
        <translation>Nu hoogstens {most} punten ({most_minor}).</translation>
    </message>
    <message>
        <source>This cart was taken over already</source>
        <translation>Deze mand is al overgenomen</translation>
    </message>
    <message>
        <source>Look at the customer again.</source>
        <translation>Bekijk de klant opnieuw.</translation>
    </message>
    <message>
        <source>Not while the line is down</source>
        <translation>Niet zonder verbinding</translation>
    </message>
    <message>
        <source>Another till could take this cart too. Scan the articles instead.</source>
        <translation>Een andere kassa kan deze mand ook nemen. Scan de artikelen.</translation>
    </message>
    <message>
        <source>Receipt {receipt} has a customer already</source>
        <translation>Bon {receipt} heeft al een klant</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Niets te doen.</translation>
    </message>
    <message>
        <source>Too late for points</source>
        <translation>Te laat voor punten</translation>
    </message>
    <message>
        <source>Only within 30 minutes of the sale. Head office can still do it.</source>
        <translation>Alleen binnen 30 minuten. Het hoofdkantoor kan het nog.</translation>
    </message>
    <message>
        <source>{amount_minor} is paid already</source>
        <translation>{amount_minor} is al betaald</translation>
    </message>
    <message>
        <source>Give it back with × first, then the basket can be changed.</source>
        <translation>Geef het eerst terug met ×, dan kan de mand worden gewijzigd.</translation>
    </message>
    <message>
        <source>Coupon {text} is not known</source>
        <translation>Coupon {text} is niet bekend</translation>
    </message>
    <message>
        <source>Check the code. It may belong to another customer or retailer.</source>
        <translation>Controleer de code. Hij kan van een andere klant of winkel zijn.</translation>
    </message>
    <message>
        <source>{text} is applied already</source>
        <translation>{text} is al toegepast</translation>
    </message>
    <message>
        <source>{text} was used before</source>
        <translation>{text} is al gebruikt</translation>
    </message>
    <message>
        <source>It is valid once only.</source>
        <translation>Hij geldt maar één keer.</translation>
    </message>
    <message>
        <source>{text} was withdrawn</source>
        <translation>{text} is ingetrokken</translation>
    </message>
    <message>
        <source>It is not valid any more.</source>
        <translation>Hij geldt niet meer.</translation>
    </message>
    <message>
        <source>{text} is not valid yet</source>
        <translation>{text} geldt nog niet</translation>
    </message>
    <message>
        <source>It begins later.</source>
        <translation>Hij begint later.</translation>
    </message>
    <message>
        <source>{text} has expired</source>
        <translation>{text} is verlopen</translation>
    </message>
    <message>
        <source>{text} belongs to another customer</source>
        <translation>{text} hoort bij een andere klant</translation>
    </message>
    <message>
        <source>It is valid for that person only.</source>
        <translation>Hij geldt alleen voor die persoon.</translation>
    </message>
    <message>
        <source>{text} cannot be combined</source>
        <translation>{text} is niet te combineren</translation>
    </message>
    <message>
        <source>Take the other coupon off first.</source>
        <translation>Verwijder eerst de andere coupon.</translation>
    </message>
    <message>
        <source>{text} takes nothing off this basket</source>
        <translation>{text} levert niets op voor deze mand</translation>
    </message>
    <message>
        <source>Its articles or its minimum ({minimum_minor}) are missing, or an offer is better.</source>
        <translation>Artikelen of minimumbedrag ({minimum_minor}) ontbreken, of een aanbieding is beter.</translation>
    </message>
    <message>
        <source>{text}: too much without the centre</source>
        <translation>{text}: te veel zonder de centrale</translation>
    </message>
    <message>
        <source>Up to {most_minor} now. A shift lead can approve it.</source>
        <translation>Nu tot {most_minor}. De ploegleider kan het goedkeuren.</translation>
    </message>
    <message>
        <source>Stock of {text} is not known</source>
        <translation>Voorraad van {text} is niet bekend</translation>
    </message>
    <message>
        <source>It comes with the next sync. Look at the shelf.</source>
        <translation>Die komt bij de volgende synchronisatie. Kijk in het schap.</translation>
    </message>
    <message>
        <source>Home delivery and other stores need the centre. A reservation is possible.</source>
        <translation>Thuisbezorging en andere winkels hebben de centrale nodig. Reserveren kan wel.</translation>
    </message>
    <message>
        <source>Where shall it be delivered?</source>
        <translation>Waar moet het bezorgd worden?</translation>
    </message>
    <message>
        <source>Name, street, postcode and city are needed. The basket is unchanged.</source>
        <translation>Naam, straat, postcode en plaats zijn nodig. De winkelmand is ongewijzigd.</translation>
    </message>
    <message>
        <source>{text} cannot send or keep goods</source>
        <translation>{text} kan niets verzenden of apart leggen</translation>
    </message>
    <message>
        <source>Choose another place from the list.</source>
        <translation>Kies een andere plek uit de lijst.</translation>
    </message>
    <message>
        <source>An online order was handed over with this receipt</source>
        <translation>Met deze bon is een onlinebestelling overhandigd</translation>
    </message>
    <message>
        <source>It cannot be voided. The customer can return the goods.</source>
        <translation>De bon kan niet worden geannuleerd. De klant kan de goederen retourneren.</translation>
    </message>
    <message>
        <source>The journal is from a newer version</source>
        <translation>Het journaal komt uit een nieuwere versie</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestelling</translation>
    </message>
    <message>
        <source>Install that version again. The file is untouched, all sales are safe.</source>
        <translation>Installeer die versie weer. Het bestand is onaangeroerd, alle verkopen zijn veilig.</translation>
    </message>
    <message>
        <source>No store data here yet</source>
        <translation>Nog geen gegevens van de winkel</translation>
    </message>
    <message>
        <source>They come with the first contact to the centre. Sales in the journal are safe.</source>
        <translation>Ze komen met het eerste contact met de centrale. Verkopen in het journaal zijn veilig.</translation>
    </message>
    <message>
        <source>{name} cannot be read</source>
        <translation>{name} is niet leesbaar</translation>
    </message>
    <message>
        <source>Check the file and try again. Nothing was changed.</source>
        <translation>Controleer het bestand en probeer opnieuw. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Columns are missing in the file</source>
        <translation>Er ontbreken kolommen in het bestand</translation>
    </message>
    <message>
        <source>Missing: {columns}. Nothing was changed.</source>
        <translation>Ontbreekt: {columns}. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>The setting {name} is not valid</source>
        <translation>De instelling {name} is ongeldig</translation>
    </message>
    <message>
        <source>Allowed: {reason}. Nothing was changed.</source>
        <translation>Toegestaan: {reason}. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Something went wrong in the program</source>
        <translation>Er ging iets mis in het programma</translation>
    </message>
    <message>
        <source>The basket and all sales are on disk. Repeat the step; if it stays, restart the till.</source>
        <translation>Winkelwagen en alle verkopen zijn opgeslagen. Herhaal de stap; blijft het, herstart dan de kassa.</translation>
    </message>
    <message>
        <source>The centre does not answer</source>
        <translation>De centrale antwoordt niet</translation>
    </message>
    <message>
        <source>Selling goes on; sales wait here and are sent later.</source>
        <translation>De verkoop gaat door; verkopen wachten hier en worden later verzonden.</translation>
    </message>
    <message>
        <source>The centre answers slowly</source>
        <translation>De centrale antwoordt traag</translation>
    </message>
    <message>
        <source>The till goes on with what it knows. All sales are safe.</source>
        <translation>De kassa gaat door met wat hij weet. Alle verkopen zijn veilig.</translation>
    </message>
    <message>
        <source>The centre did not accept this till</source>
        <translation>De centrale heeft deze kassa geweigerd</translation>
    </message>
    <message>
        <source>Selling goes on; call support. All sales are safe here.</source>
        <translation>De verkoop gaat door; bel support. Alle verkopen zijn hier veilig.</translation>
    </message>
    <message>
        <source>The centre does not know this code</source>
        <translation>De centrale kent deze code niet</translation>
    </message>
    <message>
        <source>Check the code, or ask for a new one.</source>
        <translation>Controleer de code of vraag een nieuwe aan.</translation>
    </message>
    <message>
        <source>This code was already used</source>
        <translation>Deze code is al gebruikt</translation>
    </message>
    <message>
        <source>Each code enrols one till, once. Ask for a new one.</source>
        <translation>Elke code meldt één kassa aan, één keer. Vraag een nieuwe aan.</translation>
    </message>
    <message>
        <source>The clock of this till is wrong</source>
        <translation>De klok van deze kassa loopt verkeerd</translation>
    </message>
    <message>
        <source>Set date and time, then try again. Sales are safe.</source>
        <translation>Stel datum en tijd in en probeer opnieuw. Verkopen zijn veilig.</translation>
    </message>
    <message>
        <source>{text} is no order of this store</source>
        <translation>{text} is geen bestelling van deze winkel</translation>
    </message>
    <message>
        <source>Check the code or number, or search by name.</source>
        <translation>Controleer code of nummer, of zoek op naam.</translation>
    </message>
    <message>
        <source>{count} orders match {text}</source>
        <translation>{count} bestellingen passen bij {text}</translation>
    </message>
    <message>
        <source>Choose one, or ask for the customer&apos;s code.</source>
        <translation>Kies er een, of vraag naar de code.</translation>
    </message>
    <message>
        <source>This order is collected at {store}</source>
        <translation>Deze bestelling hoort bij {store}</translation>
    </message>
    <message>
        <source>It was sent there. Nothing of it is here.</source>
        <translation>Daar ligt ze klaar. Hier is er niets van.</translation>
    </message>
    <message>
        <source>{number} is not ready yet</source>
        <translation>{number} is nog niet klaar</translation>
    </message>
    <message>
        <source>It still has to be picked and put on a shelf.</source>
        <translation>Ze moet eerst worden verzameld en weggelegd.</translation>
    </message>
    <message>
        <source>{number} was handed over already: {at_ms}</source>
        <translation>{number} is al opgehaald: {at_ms}</translation>
    </message>
    <message>
        <source>The code counts once. The order&apos;s history says who had it.</source>
        <translation>De code geldt één keer. In de historie staat wie ze kreeg.</translation>
    </message>
    <message>
        <source>{number} is cancelled</source>
        <translation>{number} is geannuleerd</translation>
    </message>
    <message>
        <source>Nothing is handed over before the cancellation is answered.</source>
        <translation>Beantwoord eerst de annulering, geef daarna pas af.</translation>
    </message>
    <message>
        <source>{number} was not collected in time</source>
        <translation>{number} is verlopen</translation>
    </message>
    <message>
        <source>A shift lead may let it go all the same. Or put it back.</source>
        <translation>De ploegleider kan ze toch afgeven. Leg ze anders terug.</translation>
    </message>
    <message>
        <source>{number} is not paid</source>
        <translation>{number} is niet betaald</translation>
    </message>
    <message>
        <source>{amount_minor} are due. Charge it, and it is handed over with the receipt.</source>
        <translation>{amount_minor} staat open. Reken af, dan is ze met de bon afgegeven.</translation>
    </message>
    <message>
        <source>Not possible with {number} now</source>
        <translation>Dat kan nu niet bij {number}</translation>
    </message>
    <message>
        <source>It has changed, or is in the basket. Open it again.</source>
        <translation>Ze is veranderd of ligt in de mand. Open ze opnieuw.</translation>
    </message>
    <message>
        <source>The code is damaged or not whole</source>
        <translation>De code is beschadigd of onvolledig</translation>
    </message>
    <message>
        <source>Scan it again, brighter and closer, or type the six characters.</source>
        <translation>Scan hem helderder en dichterbij, of typ de zes tekens.</translation>
    </message>
    <message>
        <source>This code was not made by us</source>
        <translation>Deze code is niet van ons</translation>
    </message>
    <message>
        <source>Its signature is wrong. Hand nothing over and tell the shift lead.</source>
        <translation>De handtekening klopt niet. Geef niets af en waarschuw de ploegleider.</translation>
    </message>
    <message>
        <source>The code has expired: {at_ms}</source>
        <translation>De code is verlopen: {at_ms}</translation>
    </message>
    <message>
        <source>Find the order by number or name. A document shows whose it is.</source>
        <translation>Zoek de bestelling op nummer of naam en bekijk een legitimatie.</translation>
    </message>
    <message>
        <source>The code is not valid yet: {at_ms}</source>
        <translation>De code geldt nog niet: {at_ms}</translation>
    </message>
    <message>
        <source>Check the till&apos;s date and time.</source>
        <translation>Controleer datum en tijd van de kassa.</translation>
    </message>
    <message>
        <source>The code does not belong to {number}</source>
        <translation>De code hoort niet bij {number}</translation>
    </message>
    <message>
        <source>Ask for the newest code, or look at a document.</source>
        <translation>Vraag naar de nieuwste code, of bekijk een legitimatie.</translation>
    </message>
    <message>
        <source>The code&apos;s key is not known here yet</source>
        <translation>De sleutel van deze code is hier nog niet bekend</translation>
    </message>
    <message>
        <source>It comes with the next sync. Until then find the order by number or name.</source>
        <translation>Die komt bij de volgende synchronisatie. Zoek tot dan op nummer of naam.</translation>
    </message>
    <message>
        <source>Codes of this kind are not valid any more</source>
        <translation>Codes van dit soort gelden niet meer</translation>
    </message>
    <message>
        <source>Find the order by number or name, and look at a document.</source>
        <translation>Zoek de bestelling op nummer of naam en bekijk een legitimatie.</translation>
    </message>
    <message>
        <source>Scan the parcels: {count} to go</source>
        <translation>Scan de pakketten: nog {count}</translation>
    </message>
    <message>
        <source>Every parcel&apos;s label, or the article of every piece.</source>
        <translation>Elk pakketlabel, of het artikel van elk stuk.</translation>
    </message>
    <message>
        <source>This parcel belongs to another order</source>
        <translation>Dit pakket hoort bij een andere bestelling</translation>
    </message>
    <message>
        <source>Put it back and scan the right one for {number}.</source>
        <translation>Leg het terug en scan het juiste voor {number}.</translation>
    </message>
    <message>
        <source>{text} is not part of {number}</source>
        <translation>{text} hoort niet bij {number}</translation>
    </message>
    <message>
        <source>Put it aside, or sell it separately.</source>
        <translation>Leg het apart of verkoop het los.</translation>
    </message>
    <message>
        <source>More {text} than ordered</source>
        <translation>Meer {text} dan besteld</translation>
    </message>
    <message>
        <source>{most} at most. Take the piece out again.</source>
        <translation>Hoogstens {most}. Haal het stuk er weer uit.</translation>
    </message>
    <message>
        <source>Who is collecting?</source>
        <translation>Wie haalt op?</translation>
    </message>
    <message>
        <source>Scan the code, type its six characters, or look at a document.</source>
        <translation>Scan de code, typ de zes tekens of bekijk een legitimatie.</translation>
    </message>
    <message>
        <source>Look at a document first</source>
        <translation>Bekijk eerst een legitimatie</translation>
    </message>
    <message>
        <source>It is dear, by name, or for another person. Then confirm.</source>
        <translation>Hoge waarde, zonder code of andere persoon. Bevestig daarna.</translation>
    </message>
    <message>
        <source>From {age} years on only</source>
        <translation>Pas vanaf {age} jaar</translation>
    </message>
    <message>
        <source>Check the age and confirm, or leave the article out.</source>
        <translation>Controleer de leeftijd en bevestig, of laat het artikel weg.</translation>
    </message>
    <message>
        <source>Nothing is checked off yet</source>
        <translation>Nog niets afgevinkt</translation>
    </message>
    <message>
        <source>Scan or tick what goes to the customer.</source>
        <translation>Scan of vink af wat meegaat.</translation>
    </message>
    <message>
        <source>Where do the parcels stand?</source>
        <translation>Waar liggen de pakketten?</translation>
    </message>
    <message>
        <source>Scan or type the shelf or box.</source>
        <translation>Scan of typ het vak of de box.</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Join the store</source>
        <translation>Bij de winkel aanmelden</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo proberen</translation>
    </message>
    <message>
        <source>Check the address and the network, then try again. Nothing was changed.</source>
        <translation>Controleer adres en netwerk en probeer opnieuw. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Try again in a moment. Nothing was changed.</source>
        <translation>Probeer het zo nog eens. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Ask for a new code, or call support. Nothing was changed.</source>
        <translation>Vraag een nieuwe code aan of bel support. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Set date and time of this computer, then try again. Nothing was changed.</source>
        <translation>Stel datum en tijd van deze computer in en probeer opnieuw. Er is niets gewijzigd.</translation>
    </message>
    <message>
        <source>Address and code are needed</source>
        <translation>Adres en code zijn nodig</translation>
    </message>
    <message>
        <source>Join a store</source>
        <translation>Bij een winkel aanmelden</translation>
    </message>
    <message>
        <source>The centre gives each till an address and a one-time code.</source>
        <translation>De centrale geeft elke kassa een adres en een eenmalige code.</translation>
    </message>
    <message>
        <source>https://centre.example</source>
        <translation>https://centrale.example</translation>
    </message>
    <message>
        <source>Address of the centre</source>
        <translation>Adres van de centrale</translation>
    </message>
    <message>
        <source>typed or scanned</source>
        <translation>getypt of gescand</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Eenmalige code</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Aanmelden</translation>
    </message>
    <message>
        <source>This till belongs to no store yet</source>
        <translation>Deze kassa hoort nog bij geen winkel</translation>
    </message>
    <message>
        <source>What shall this till be?</source>
        <translation>Wat moet deze kassa zijn?</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>An invented store on this computer: real articles, invented people, no network needed. Every receipt says that it is none.</source>
        <translation>Een verzonnen winkel op deze computer: echte artikelen, verzonnen mensen, geen netwerk nodig. Elke bon zegt dat hij er geen is.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Donker</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
</context>
<context>
    <name>FloatForm</name>
    <message>
        <source>Float in the drawer</source>
        <translation>Wisselgeld in de lade</translation>
    </message>
    <message>
        <source>Delete digit</source>
        <translation>Cijfer wissen</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>Geen dienst geopend</translation>
    </message>
    <message>
        <source>Count the float into the drawer, then open the shift.</source>
        <translation>Tel het wisselgeld in de lade en open dan de dienst.</translation>
    </message>
    <message>
        <source>Usual: {amount}</source>
        <translation>Gebruikelijk: {amount}</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Sent</source>
        <translation>Verzonden</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wacht</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Na te kijken</translation>
    </message>
    <message>
        <source>Void</source>
        <comment>noun</comment>
        <translation>Storno</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Verkoop</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Contant</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punten</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Nu verzenden</translation>
    </message>
    <message>
        <source>Print the chosen receipt</source>
        <translation>Gekozen bon afdrukken</translation>
    </message>
    <message>
        <source>Choose a receipt</source>
        <translation>Kies een bon</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>onbekend</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>Bon {number}</translation>
    </message>
    <message>
        <source>The centre is older than this till and does not know this kind of entry yet.</source>
        <translation>De centrale is ouder dan deze kassa en kent dit soort regel nog niet.</translation>
    </message>
    <message>
        <source>The sums of this receipt contradict each other.</source>
        <translation>De totalen van deze bon spreken elkaar tegen.</translation>
    </message>
    <message>
        <source>The sale that this void takes back is not at the centre.</source>
        <translation>De verkoop die deze storno terugneemt, is niet bij de centrale.</translation>
    </message>
    <message>
        <source>The centre could not read this entry and keeps it as it is.</source>
        <translation>De centrale kon deze regel niet lezen en bewaart hem zoals hij is.</translation>
    </message>
    <message>
        <source>The centre could not apply all of it.</source>
        <translation>De centrale kon niet alles ervan boeken.</translation>
    </message>
    <message>
        <source>{n} to review</source>
        <translation>{n} na te kijken</translation>
    </message>
    <message>
        <source>for a person</source>
        <translation>voor een mens</translation>
    </message>
    <message>
        <source>Damaged at entry {seq}</source>
        <translation>Beschadigd bij regel {seq}</translation>
    </message>
    <message>
        <source>call support</source>
        <translation>bel support</translation>
    </message>
    <message>
        <source>Journal whole</source>
        <translation>Journaal heel</translation>
    </message>
    <message>
        <source>All applied</source>
        <translation>Alles geboekt</translation>
    </message>
    <message>
        <source>nothing to review</source>
        <translation>niets na te kijken</translation>
    </message>
    <message>
        <source>chain checked</source>
        <translation>keten gecontroleerd</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>heel</translation>
    </message>
    <message>
        <source>{n} ms</source>
        <translation>{n} ms</translation>
    </message>
    <message>
        <source>synced {age}</source>
        <translation>sync {age}</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>reachable</source>
        <translation>bereikbaar</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>sinds {time}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Verbinden …</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>niet bereikbaar</translation>
    </message>
    <message>
        <source>All sent</source>
        <translation>Alles verzonden</translation>
    </message>
    <message>
        <source>nothing waits</source>
        <translation>niets wacht</translation>
    </message>
    <message>
        <source>oldest {time}</source>
        <translation>oudste {time}</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} wachten</translation>
    </message>
    <message numerus="yes">
        <source>%n not printed</source>
        <translation>
            <numerusform>%n niet afgedrukt</numerusform>
            <numerusform>%n niet afgedrukt</numerusform>
        </translation>
    </message>
    <message>
        <source>all printed</source>
        <translation>alles afgedrukt</translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message>
        <source>Receipt number, scanned or typed</source>
        <translation>Bonnummer, gescand of getypt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wacht</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Na te kijken</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Nu verzenden</translation>
    </message>
    <message>
        <source>The receipt stays valid</source>
        <translation>De bon blijft geldig</translation>
    </message>
    <message>
        <source>No receipts yet</source>
        <translation>Nog geen bonnen</translation>
    </message>
    <message>
        <source>Each sale appears here at once.</source>
        <translation>Elke verkoop verschijnt hier meteen.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Local database</source>
        <translation>Lokale database</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Print receipt</source>
        <translation>Bon afdrukken</translation>
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
            <numerusform>Verkeerde pincode – nog %n poging</numerusform>
            <numerusform>Verkeerde pincode – nog %n pogingen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>Queue {n}</source>
        <translation>Wachtrij {n}</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Offline sinds {time}</translation>
    </message>
    <message>
        <source>Last sync {time}</source>
        <translation>Laatste sync {time}</translation>
    </message>
    <message>
        <source>Synced {age}</source>
        <translation>Sync {age}</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Verbinden …</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>{article} removed</source>
        <translation>{article} verwijderd</translation>
    </message>
    <message>
        <source>Basket discarded</source>
        <translation>Winkelwagen weggegooid</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ongedaan maken</translation>
    </message>
</context>
<context>
    <name>MoveForm</name>
    <message>
        <source>Move</source>
        <translation>Verplaatsen</translation>
    </message>
    <message>
        <source>Shelf or bag box, several with a comma</source>
        <translation>Vak, meerdere met komma</translation>
    </message>
    <message>
        <source>Move to another place</source>
        <translation>Naar ander vak</translation>
    </message>
</context>
<context>
    <name>NotifyForm</name>
    <message>
        <source>Notify</source>
        <translation>Bericht sturen</translation>
    </message>
    <message>
        <source>The customer has signed it on paper</source>
        <translation>Op papier ondertekend</translation>
    </message>
    <message>
        <source>Notify when it is back</source>
        <translation>Bericht als het er weer is</translation>
    </message>
    <message>
        <source>A yes is confirmed by the customer on the customer display.</source>
        <translation>Een ja wordt door de klant op het klantendisplay bevestigd.</translation>
    </message>
    <message>
        <source>The customer is asked on the customer display …</source>
        <translation>De klant wordt gevraagd op het klantendisplay …</translation>
    </message>
</context>
<context>
    <name>Offline</name>
    <message>
        <source>Stock as of {time}</source>
        <translation>Voorraad van {time}</translation>
    </message>
    <message>
        <source>points up to {amount}</source>
        <translation>punten tot {amount}</translation>
    </message>
    <message>
        <source>no delivery</source>
        <translation>geen bezorging</translation>
    </message>
    <message>
        <source>Selling goes on</source>
        <translation>Verkoop gaat door</translation>
    </message>
</context>
<context>
    <name>OverForm</name>
    <message>
        <source>Back to the shelf</source>
        <translation>Terugleggen</translation>
    </message>
    <message>
        <source>Back to the shelf?</source>
        <translation>Terug naar schap?</translation>
    </message>
</context>
<context>
    <name>PartForm</name>
    <message>
        <source>By card</source>
        <translation>Met pin</translation>
    </message>
    <message>
        <source>Ask for this part</source>
        <translation>Dit deel vragen</translation>
    </message>
    <message>
        <source>Part by card</source>
        <translation>Deel met pin</translation>
    </message>
    <message>
        <source>The customer says how much; the rest stays open.</source>
        <translation>De klant zegt hoeveel; de rest blijft open.</translation>
    </message>
    <message>
        <source>How much by card?</source>
        <translation>Hoeveel met pin?</translation>
    </message>
    <message>
        <source>That is not a part of {amount}</source>
        <translation>Dat is geen deel van {amount}</translation>
    </message>
</context>
<context>
    <name>Pay</name>
    <message>
        <source>payment open</source>
        <translation>betaling open</translation>
    </message>
    <message>
        <source>money was taken</source>
        <translation>geld is aangenomen</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Contant</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>Card: part amount</source>
        <translation>Pin: deelbedrag</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punten</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Amount given</source>
        <translation>Gegeven bedrag</translation>
    </message>
    <message>
        <source>Take the money</source>
        <translation>Afrekenen</translation>
    </message>
    <message>
        <source>Card: not paid</source>
        <translation>Pin: niet betaald</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Verkeerde pincode – nog %n poging</numerusform>
            <numerusform>Verkeerde pincode – nog %n pogingen</numerusform>
        </translation>
    </message>
    <message>
        <source>Give {amount} back in cash</source>
        <translation>Geef {amount} contant terug</translation>
    </message>
</context>
<context>
    <name>PayPage</name>
    <message>
        <source>No customer</source>
        <translation>Zonder klant</translation>
    </message>
    <message numerus="yes">
        <source>Total, %n article(s)</source>
        <translation>
            <numerusform>Totaal, %n artikel</numerusform>
            <numerusform>Totaal, %n artikelen</numerusform>
        </translation>
    </message>
    <message>
        <source>Scan the coupon or type its code</source>
        <translation>Scan de coupon of typ de code</translation>
    </message>
    <message>
        <source>Which coupon?</source>
        <translation>Welke coupon?</translation>
    </message>
    <message>
        <source>Scan it or type its code; Enter applies it.</source>
        <translation>Scan of typ de code; Enter past toe.</translation>
    </message>
    <message>
        <source>Partly paid: nothing can be scanned</source>
        <translation>Deels betaald: er kan niets worden gescand</translation>
    </message>
    <message>
        <source>Everything is paid</source>
        <translation>Alles is betaald</translation>
    </message>
    <message>
        <source>F12 books the sale.</source>
        <translation>F12 boekt de verkoop.</translation>
    </message>
    <message>
        <source>{amount} still open</source>
        <translation>Nog {amount} open</translation>
    </message>
    <message>
        <source>F10 takes cash, F11 asks for a card. × gives back.</source>
        <translation>F10 neemt contant, F11 vraagt de pin. × geeft terug.</translation>
    </message>
    <message>
        <source>Cash or card?</source>
        <translation>Contant of pin?</translation>
    </message>
    <message>
        <source>F10 takes cash, F11 asks for a card.</source>
        <translation>F10 neemt contant, F11 vraagt de pin.</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Nog open</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Te betalen</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>hier niet bekend</translation>
    </message>
    <message>
        <source>no customer</source>
        <translation>zonder klant</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punten</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Contant</translation>
    </message>
    <message>
        <source>given</source>
        <translation>gegeven</translation>
    </message>
    <message>
        <source>Give {amount} back on the terminal first</source>
        <translation>Geef eerst {amount} terug op de terminal</translation>
    </message>
    <message>
        <source>Then say so here; until then it counts as paid.</source>
        <translation>Bevestig het dan hier; tot dan geldt het als betaald.</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Teruggegeven</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>{amount} stays open</source>
        <translation>{amount} blijft open</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Betaald</translation>
    </message>
    <message>
        <source>Part: {amount}</source>
        <translation>Deel: {amount}</translation>
    </message>
    <message>
        <source>Take cash</source>
        <translation>Contant afrekenen</translation>
    </message>
    <message>
        <source>Ask for the card</source>
        <translation>Pin vragen</translation>
    </message>
    <message>
        <source>Card: {amount}</source>
        <translation>Pin: {amount}</translation>
    </message>
    <message>
        <source>Redeem</source>
        <translation>Inwisselen</translation>
    </message>
    <message>
        <source>PIN of a shift lead</source>
        <translation>Pincode van de ploegleider</translation>
    </message>
    <message>
        <source>with approval</source>
        <translation>met goedkeuring</translation>
    </message>
    <message>
        <source>Redeem {amount}</source>
        <translation>{amount} inwisselen</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Afronden</translation>
    </message>
    <message>
        <source>Choose cash or card</source>
        <translation>Kies contant of pin</translation>
    </message>
    <message>
        <source>Scan an article: back to the basket</source>
        <translation>Scan een artikel: terug naar de mand</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Coupon</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Totaal</translation>
    </message>
    <message>
        <source>Give it back</source>
        <translation>Teruggeven</translation>
    </message>
    <message>
        <source>Take the given amount back</source>
        <translation>Gegeven bedrag terugnemen</translation>
    </message>
</context>
<context>
    <name>Picking</name>
    <message>
        <source>{number} stands at {place}</source>
        <translation>{number} staat in {place}</translation>
    </message>
    <message>
        <source>{number}: what is left of it goes back, the order is over.</source>
        <translation>{number}: wat over is gaat terug, de bestelling is daarmee klaar.</translation>
    </message>
    <message>
        <source>In place of {article}. The customer is asked.</source>
        <translation>In plaats van {article}. De klant wordt gevraagd.</translation>
    </message>
    <message>
        <source>{number} is ready</source>
        <translation>{number} staat klaar</translation>
    </message>
    <message>
        <source>{number} goes back to the shelf</source>
        <translation>{number} gaat terug naar schap</translation>
    </message>
    <message>
        <source>{name} is reminded of {number}</source>
        <translation>{name} wordt herinnerd aan {number}</translation>
    </message>
</context>
<context>
    <name>PickupPage</name>
    <message>
        <source>Pickup code, order number or name</source>
        <translation>Afhaalcode, bestelnummer of naam</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Niets aanwezig</translation>
    </message>
    <message>
        <source>To pick</source>
        <translation>Te verzamelen</translation>
    </message>
    <message>
        <source>Nothing to pick</source>
        <translation>Niets te verzamelen</translation>
    </message>
    <message>
        <source>Ready for pickup</source>
        <translation>Klaar om af te halen</translation>
    </message>
    <message>
        <source>Collected / expired</source>
        <translation>Afgehaald / verlopen</translation>
    </message>
    <message>
        <source>by deadline</source>
        <translation>op termijn</translation>
    </message>
    <message>
        <source>by age</source>
        <translation>op ouderdom</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>nieuwste eerst</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Verzamelen</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Afgerond</translation>
    </message>
    <message>
        <source>A scan ends the input</source>
        <translation>Een scan beëindigt de invoer</translation>
    </message>
    <message>
        <source>Pick list</source>
        <translation>Picklijst</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verplaatsen</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Herinneren</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>Annuleren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuleren</translation>
    </message>
</context>
<context>
    <name>PickupPanel</name>
    <message>
        <source>Which order?</source>
        <translation>Welke bestelling?</translation>
    </message>
    <message>
        <source>To be paid</source>
        <translation>Te betalen</translation>
    </message>
</context>
<context>
    <name>PinEntry</name>
    <message>
        <source>Delete digit</source>
        <translation>Cijfer wissen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
</context>
<context>
    <name>PointsBox</name>
    <message>
        <source>Redeem</source>
        <translation>Inwisselen</translation>
    </message>
</context>
<context>
    <name>PointsForm</name>
    <message>
        <source>Redeem</source>
        <translation>Inwisselen</translation>
    </message>
    <message>
        <source>No customer</source>
        <translation>Zonder klant</translation>
    </message>
    <message>
        <source>From {points} on</source>
        <translation>Vanaf {points}</translation>
    </message>
    <message>
        <source>At most {amount}</source>
        <translation>Hoogstens {amount}</translation>
    </message>
    <message>
        <source>Redeem with approval</source>
        <translation>Met goedkeuring inwisselen</translation>
    </message>
    <message>
        <source>{amount} while the centre cannot be asked: PIN of a shift lead</source>
        <translation>{amount} zolang de centrale niet bereikbaar is: pincode van de ploegleider</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>from {points} on</source>
        <translation>vanaf {points}</translation>
    </message>
    <message>
        <source>Offline at most {amount}, so that nothing is spent twice.</source>
        <translation>Offline hoogstens {amount}, zodat niets dubbel wordt ingewisseld.</translation>
    </message>
    <message>
        <source>The balance is not fresh: at most {amount}.</source>
        <translation>Het saldo is niet vers: hoogstens {amount}.</translation>
    </message>
    <message>
        <source>This till may redeem {amount} more until it reaches the centre.</source>
        <translation>Deze kassa mag nog {amount} inwisselen tot ze de centrale bereikt.</translation>
    </message>
    <message>
        <source>Redeem only while the centre can be asked.</source>
        <translation>Inwisselen alleen als de centrale bereikbaar is.</translation>
    </message>
    <message>
        <source>The balance is not known yet; it comes with the centre.</source>
        <translation>Het saldo is nog niet bekend; het komt met de centrale.</translation>
    </message>
    <message>
        <source>Redeeming starts at {points}.</source>
        <translation>Inwisselen kan vanaf {points}.</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Printer: fault</source>
        <translation>Printer: storing</translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <source>Nothing yet: {since}</source>
        <translation>Nog niets: {since}</translation>
    </message>
    <message>
        <source>Card {number}</source>
        <translation>Kaart {number}</translation>
    </message>
    <message>
        <source>No contact data</source>
        <translation>Geen contactgegevens</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 maanden</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>Aankopen</translation>
    </message>
    <message>
        <source>Returns</source>
        <translation>Retouren</translation>
    </message>
    <message>
        <source>{points} until {day}</source>
        <translation>{points} tot {day}</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>Coupons</translation>
    </message>
    <message>
        <source>Pickups and service</source>
        <translation>Afhalen en service</translation>
    </message>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n artikel</numerusform>
            <numerusform>%n artikelen</numerusform>
        </translation>
    </message>
    <message>
        <source>Back to the sale</source>
        <translation>Terug naar de verkoop</translation>
    </message>
    <message>
        <source>Attach to the sale</source>
        <translation>Aan de verkoop koppelen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Voortzetten</translation>
    </message>
    <message>
        <source>Continue basket</source>
        <translation>Mand voortzetten</translation>
    </message>
    <message>
        <source>offline: another till could take it too</source>
        <translation>offline: een andere kassa kan hem ook nemen</translation>
    </message>
</context>
<context>
    <name>QuantityTool</name>
    <message>
        <source>Delete digit</source>
        <translation>Cijfer wissen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Aantal</translation>
    </message>
    <message>
        <source>now</source>
        <translation>nu</translation>
    </message>
</context>
<context>
    <name>QuickKeys</name>
    <message>
        <source>More</source>
        <translation>Meer</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Sell</source>
        <translation>Verkoop</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Afhalen</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>Klanten</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikelen</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journaal</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Kassa</translation>
    </message>
    <message>
        <source>Lock the till</source>
        <translation>Kassa vergrendelen</translation>
    </message>
</context>
<context>
    <name>ReadyForm</name>
    <message>
        <source>Ready</source>
        <translation>Klaarzetten</translation>
    </message>
    <message>
        <source>Shelf or bag box, several with a comma</source>
        <translation>Vak, meerdere met komma</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Pakketten</translation>
    </message>
    <message>
        <source>Where do they stand?</source>
        <translation>Waar staan ze?</translation>
    </message>
    <message>
        <source>How many parcels?</source>
        <translation>Hoeveel pakketten?</translation>
    </message>
    <message>
        <source>Make ready</source>
        <translation>Klaarzetten</translation>
    </message>
</context>
<context>
    <name>ReserveForm</name>
    <message>
        <source>Reserve</source>
        <translation>Reserveren</translation>
    </message>
    <message>
        <source>Reserve here</source>
        <translation>Hier reserveren</translation>
    </message>
</context>
<context>
    <name>Sell</name>
    <message>
        <source>Find, make or change the customer</source>
        <translation>Klant zoeken, toevoegen, wisselen</translation>
    </message>
    <message>
        <source>Quantity of the chosen line</source>
        <translation>Aantal van de gekozen regel</translation>
    </message>
    <message>
        <source>Discard the basket</source>
        <translation>Winkelwagen weggooien</translation>
    </message>
    <message>
        <source>Open the article</source>
        <translation>Artikel openen</translation>
    </message>
    <message>
        <source>Void the last sale</source>
        <translation>Laatste verkoop storneren</translation>
    </message>
    <message>
        <source>Online orders to be collected</source>
        <translation>Online bestellingen afhalen</translation>
    </message>
    <message>
        <source>Exact cash</source>
        <translation>Gepast contant</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>Betalen</translation>
    </message>
    <message>
        <source>One more, one less</source>
        <translation>Eén meer, één minder</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Regel verwijderen</translation>
    </message>
    <message>
        <source>Choose a line</source>
        <translation>Regel kiezen</translation>
    </message>
    <message>
        <source>Quantity for the next scan</source>
        <translation>Aantal voor de volgende scan</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>onbekend</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n artikel</numerusform>
            <numerusform>%n artikelen</numerusform>
        </translation>
    </message>
    <message>
        <source>{amount} back in cash</source>
        <translation>{amount} contant teruggeven</translation>
    </message>
    <message>
        <source>{amount} back on the card terminal</source>
        <translation>{amount} op de terminal terugboeken</translation>
    </message>
    <message>
        <source>Receipt {n} is void</source>
        <translation>Bon {n} is gestorneerd</translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n verkoop</numerusform>
            <numerusform>%n verkopen</numerusform>
        </translation>
    </message>
    <message>
        <source>open since {time} · {name}</source>
        <translation>open sinds {time} · {name}</translation>
    </message>
    <message>
        <source>Shift {n}</source>
        <translation>Dienst {n}</translation>
    </message>
    <message>
        <source>Last receipt {n}</source>
        <translation>Laatste bon {n}</translation>
    </message>
    <message>
        <source>Void {n}</source>
        <translation>Storno {n}</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Contant</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punten</translation>
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
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>Eén stap terug</translation>
    </message>
    <message>
        <source>Lock the till</source>
        <translation>Kassa vergrendelen</translation>
    </message>
    <message>
        <source>Print the last receipt again</source>
        <translation>Laatste bon opnieuw afdrukken</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Licht of donker</translation>
    </message>
    <message>
        <source>Keys of this screen</source>
        <translation>Toetsen van dit scherm</translation>
    </message>
</context>
<context>
    <name>ShiftFrame</name>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>New shift</source>
        <translation>Nieuwe dienst</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>Dienst openen</translation>
    </message>
    <message>
        <source>Count the drawer</source>
        <translation>Lade tellen</translation>
    </message>
    <message>
        <source>Confirm count</source>
        <translation>Telling bevestigen</translation>
    </message>
    <message>
        <source>Close shift</source>
        <translation>Dienst afsluiten</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Step {n} of 3 · {name}</source>
        <translation>Stap {n} van 3 · {name}</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Opnieuw tellen</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Opnieuw afdrukken</translation>
    </message>
    <message>
        <source>Shift {n} is open</source>
        <translation>Dienst {n} is open</translation>
    </message>
    <message>
        <source>Everything sold now belongs to it.</source>
        <translation>Alles wat nu verkocht wordt, hoort erbij.</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>Geopend door</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sinds</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Werkdag</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Wisselgeld</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkopen</translation>
    </message>
    <message>
        <source>Voids</source>
        <translation>Storno&apos;s</translation>
    </message>
    <message>
        <source>Shift {n} is closed</source>
        <translation>Dienst {n} is afgesloten</translation>
    </message>
    <message>
        <source>The Z report is in the journal; nobody can change it.</source>
        <translation>Het Z-rapport staat in het journaal; niemand kan het wijzigen.</translation>
    </message>
    <message>
        <source>Turnover</source>
        <translation>Omzet</translation>
    </message>
    <message>
        <source>Cash counted</source>
        <translation>Contant geteld</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Verschil</translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) waiting</source>
        <translation>
            <numerusform>%n verkoop wacht</numerusform>
            <numerusform>%n verkopen wachten</numerusform>
        </translation>
    </message>
    <message>
        <source>– closing is possible</source>
        <translation>– afsluiten is mogelijk</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Tellen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergelijken</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>Z-rapport</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Verwacht</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>What should be there appears after the count is confirmed.</source>
        <translation>Wat er zou moeten zijn, verschijnt na bevestiging van de telling.</translation>
    </message>
    <message>
        <source>Cash in the drawer</source>
        <translation>Contant in de lade</translation>
    </message>
    <message>
        <source>Cash taken</source>
        <translation>Contant ontvangen</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Geteld</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>PIN</source>
        <translation>Pincode</translation>
    </message>
    <message>
        <source>Choose a name</source>
        <translation>Naam kiezen</translation>
    </message>
    <message>
        <source>Unlocked. Enter your own PIN.</source>
        <translation>Gedeblokkeerd. Voer je eigen pincode in.</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Verkeerde pincode – nog %n poging</numerusform>
            <numerusform>Verkeerde pincode – nog %n pogingen</numerusform>
        </translation>
    </message>
    <message>
        <source>Locked. A shift lead unlocks with their PIN.</source>
        <translation>Geblokkeerd. De teamleider deblokkeert.</translation>
    </message>
    <message>
        <source>Enter PIN</source>
        <translation>Pincode invoeren</translation>
    </message>
    <message>
        <source>Choose your name</source>
        <translation>Kies je naam</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Kassa</translation>
    </message>
    <message>
        <source>Shift lead</source>
        <translation>Teamleider</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Filiaalmanager</translation>
    </message>
    <message>
        <source>Demo · PIN {pin}</source>
        <translation>Demo · pincode {pin}</translation>
    </message>
    <message>
        <source>Hello {name}</source>
        <translation>Hallo {name}</translation>
    </message>
    <message>
        <source>Shift of {name} open since {time}</source>
        <translation>Dienst van {name} open sinds {time}</translation>
    </message>
    <message>
        <source>New shift · float {amount}</source>
        <translation>Nieuwe dienst · wisselgeld {amount}</translation>
    </message>
    <message>
        <source>Who is at the till?</source>
        <translation>Wie zit aan de kassa?</translation>
    </message>
    <message>
        <source>Names come with the first contact to the centre.</source>
        <translation>De namen komen met het eerste contact met de centrale.</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Donker</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%n sale(s) sent</source>
        <translation>
            <numerusform>%n verkoop verzonden</numerusform>
            <numerusform>%n verkopen verzonden</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} to review</source>
        <translation>{n} na te kijken</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Bekijken</translation>
    </message>
</context>
<context>
    <name>Stock</name>
    <message>
        <source>not confirmed</source>
        <translation>niet bevestigd</translation>
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
        <translation>nog geen cijfer</translation>
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
        <translation>laatst bekende stand {time} · {age}</translation>
    </message>
    <message>
        <source>{n} here</source>
        <translation>{n} hier</translation>
    </message>
    <message>
        <source>{n} web</source>
        <translation>{n} web</translation>
    </message>
    <message>
        <source>{n} there</source>
        <translation>{n} daar</translation>
    </message>
    <message>
        <source>Pickup</source>
        <translation>Afhalen</translation>
    </message>
    <message>
        <source>ordered</source>
        <translation>besteld</translation>
    </message>
</context>
<context>
    <name>StoreForm</name>
    <message>
        <source>Order there</source>
        <translation>Daar bestellen</translation>
    </message>
    <message>
        <source>To another store</source>
        <translation>Naar ander filiaal</translation>
    </message>
</context>
<context>
    <name>SubstituteForm</name>
    <message>
        <source>Offer</source>
        <translation>Aanbieden</translation>
    </message>
    <message>
        <source>Scan the article, or type its number</source>
        <translation>Artikel scannen of nummer typen</translation>
    </message>
    <message>
        <source>Offer something else</source>
        <translation>Vervanging aanbieden</translation>
    </message>
</context>
<context>
    <name>Till</name>
    <message>
        <source>Till {n}</source>
        <translation>Kassa {n}</translation>
    </message>
</context>
<context>
    <name>Tool</name>
    <message>
        <source>Apply</source>
        <translation>Toepassen</translation>
    </message>
</context>
<context>
    <name>VoidTool</name>
    <message>
        <source>Wrong article</source>
        <translation>Verkeerd artikel</translation>
    </message>
    <message>
        <source>Customer changed their mind</source>
        <translation>Klant bedacht zich</translation>
    </message>
    <message>
        <source>Wrong way of paying</source>
        <translation>Verkeerde betaalwijze</translation>
    </message>
    <message>
        <source>Delete digit</source>
        <translation>Cijfer wissen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Wissen</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Storneren</translation>
    </message>
    <message>
        <source>Void the last sale</source>
        <translation>Laatste bon storneren</translation>
    </message>
    <message>
        <source>PIN of a shift lead</source>
        <translation>Pincode van de teamleider</translation>
    </message>
</context>
<context>
    <name>_CompareRow</name>
    <message>
        <source>Expected</source>
        <translation>Verwacht</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Geteld</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Verschil</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>Betaalwijze</translation>
    </message>
</context>
<context>
    <name>_Header</name>
    <message>
        <source>Time</source>
        <translation>Tijd</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Bon</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Soort</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Klant</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>Betaalwijze</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Bedrag</translation>
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
            <numerusform>%n verkoop wacht</numerusform>
            <numerusform>%n verkopen wachten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Stand</name>
    <message>
        <source>Points</source>
        <translation>Punten</translation>
    </message>
</context>
</TS>
