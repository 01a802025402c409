<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Cash</name>
    <message numerus="yes">
        <source>Card · %n payment(s)</source>
        <translation>
            <numerusform>Card · %n payment</numerusform>
            <numerusform>Card · %n payments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectDesk</name>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Wrong PIN – %n try left</numerusform>
            <numerusform>Wrong PIN – %n tries left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustomerDesk</name>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Wrong PIN – %n try left</numerusform>
            <numerusform>Wrong PIN – %n tries left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message numerus="yes">
        <source>Subtotal · %n item(s)</source>
        <translation>
            <numerusform>Subtotal · %n item</numerusform>
            <numerusform>Subtotal · %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message numerus="yes">
        <source>%n not printed</source>
        <translation>
            <numerusform>%n not printed</numerusform>
            <numerusform>%n not printed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LastSale</name>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Wrong PIN – %n try left</numerusform>
            <numerusform>Wrong PIN – %n tries left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Pay</name>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Wrong PIN – %n try left</numerusform>
            <numerusform>Wrong PIN – %n tries left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PayPage</name>
    <message numerus="yes">
        <source>Total, %n article(s)</source>
        <translation>
            <numerusform>Total, %n article</numerusform>
            <numerusform>Total, %n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sell</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n sale</numerusform>
            <numerusform>%n sales</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShiftFrame</name>
    <message numerus="yes">
        <source>%n sale(s) waiting</source>
        <translation>
            <numerusform>%n sale waiting</numerusform>
            <numerusform>%n sales waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message numerus="yes">
        <source>Wrong PIN – %n tries left</source>
        <translation>
            <numerusform>Wrong PIN – %n try left</numerusform>
            <numerusform>Wrong PIN – %n tries left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%n sale(s) sent</source>
        <translation>
            <numerusform>%n sale sent</numerusform>
            <numerusform>%n sales sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Plural</name>
    <message numerus="yes">
        <source>%n sale(s) waiting</source>
        <translation>
            <numerusform>%n sale waiting</numerusform>
            <numerusform>%n sales waiting</numerusform>
        </translation>
    </message>
</context>
</TS>
