<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl" sourcelanguage="en">
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
        <source>hand out like this</source>
        <translation>zo teruggeven</translation>
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
        <source>A scan ends the input</source>
        <translation>Scannen beëindigt de invoer</translation>
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
        <source>Ready for the next customer</source>
        <translation>Klaar voor de volgende klant</translation>
    </message>
    <message>
        <source>Scan the first article or type its name.</source>
        <translation>Scan het eerste artikel of typ de naam.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Bon</translation>
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
        <source>Void this sale</source>
        <translation>Deze verkoop storneren</translation>
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
        <source>given {amount}</source>
        <translation>gegeven {amount}</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Afgedrukt</translation>
    </message>
    <message>
        <source>Scan the next article – a new sale starts at once</source>
        <translation>Scan het volgende artikel – er begint meteen een nieuwe verkoop</translation>
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
        <source>The journal is from a newer version</source>
        <translation>Het journaal komt uit een nieuwere versie</translation>
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
    <name>Pay</name>
    <message>
        <source>payment open</source>
        <translation>betaling open</translation>
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
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n artikel</numerusform>
            <numerusform>%n artikelen</numerusform>
        </translation>
    </message>
    <message>
        <source>Take cash</source>
        <translation>Contant aannemen</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Betaald</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>Betalen</translation>
    </message>
    <message>
        <source>Choose cash or card</source>
        <translation>Kies contant of pin</translation>
    </message>
    <message>
        <source>given</source>
        <translation>gegeven</translation>
    </message>
    <message>
        <source>Scan an article: back to the basket</source>
        <translation>Artikel scannen: terug naar de winkelwagen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Cash or card?</source>
        <translation>Contant of pin?</translation>
    </message>
    <message>
        <source>F10 takes cash, F11 asks for a card.</source>
        <translation>F10 neemt contant, F11 vraagt om de pas.</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Totaal</translation>
    </message>
    <message>
        <source>Take the given amount back</source>
        <translation>Gegeven bedrag terugnemen</translation>
    </message>
    <message>
        <source>To pay</source>
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
    <name>Sell</name>
    <message>
        <source>Quantity of the chosen line</source>
        <translation>Aantal van de gekozen regel</translation>
    </message>
    <message>
        <source>Discard the basket</source>
        <translation>Winkelwagen weggooien</translation>
    </message>
    <message>
        <source>Void the last sale</source>
        <translation>Laatste verkoop storneren</translation>
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
        <source>Prices as of {time}</source>
        <translation>Prijzen van {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) wait here to be sent</source>
        <translation>
            <numerusform>%n verkoop wacht op verzending</numerusform>
            <numerusform>%n verkopen wachten op verzending</numerusform>
        </translation>
    </message>
    <message>
        <source>Selling goes on</source>
        <translation>De verkoop gaat door</translation>
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
</TS>
