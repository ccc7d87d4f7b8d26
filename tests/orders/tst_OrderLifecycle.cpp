// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderLifecycle.h"
#include "core/orders/OrderProgress.h"

#include <QTest>

#include <set>
#include <vector>

namespace strikedesk {

class TestOrderLifecycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableSaysWhatHappens_data();
    void theTableSaysWhatHappens();
    void everySequenceOfSevenEventsKeepsTheLaws();
    void theUnknownEndsByEvidenceOnly();
    void aFillIsCountedOnceAndNeverTooMuch();
    void answersAfterTheEndAreLateAndFillsAreNot();
};

namespace {

using S = OrderState;
using E = OrderEvent;

const char* textOf(S state)
{
    return nameOf(state).data();
}

// Walks every sequence of events from an intent for three packages and looks at each step.
struct Explorer
{
    std::set<std::pair<S, E>> seen;
    std::size_t steps = 0;
    const char* broken = nullptr;

    void check(bool isHeld, const char* law)
    {
        if (!isHeld && !broken)
            broken = law;
    }

    void explore(const OrderProgress& before, int depth)
    {
        if (depth == 0 || broken)
            return;
        for (std::size_t i = 0; i < orderEventCount; ++i)
            step(before, E(i), depth);
    }

    void step(const OrderProgress& before, E event, int depth)
    {
        OrderProgress after = before;
        const bool isFill = event == E::PartFill || event == E::LastFill;
        if (event == E::PartFill && before.remaining() < Quantity(2))
            return; // Not a part any more.
        const Quantity quantity = event == E::LastFill ? before.remaining() : Quantity(1);
        if (isFill && !quantity.isPositive())
            return;
        const auto result = isFill ? after.fill(quantity) : after.advance(event);
        ++steps;
        if (!result) {
            check(after == before, "a refused event changes nothing");
            check(result.error().code == "order.illegal_transition", "a refusal has its code");
            return;
        }
        seen.insert({before.state, event});
        check(!isFinal(before.state), "nothing leaves a final state");
        check(after.filled >= before.filled, "filled quantity is never lost");
        check(isFill == (after.filled != before.filled), "only fills fill");
        check(after.filled <= after.total, "no more is filled than asked for");
        check((after.state == S::Filled) == (after.filled == after.total), "filled means all of it");
        check(after.state != S::Working || after.filled.isZero(), "working means nothing filled");
        check(after.state != S::Partial || after.filled.isPositive(), "partial means something filled");
        check(after.state != S::Rejected || after.filled.isZero(), "what has fills is not rejected");
        explore(after, depth - 1);
    }
};

} // namespace

void TestOrderLifecycle::theTableSaysWhatHappens_data()
{
    QTest::addColumn<S>("from");
    QTest::addColumn<E>("event");
    QTest::addColumn<bool>("hasFills");
    QTest::addColumn<S>("expected"); // The state itself stands for "refused" in rows that say so.
    QTest::addColumn<bool>("isAllowed");

    const auto allowed = [](const char* name, S from, E event, bool hasFills, S to) {
        QTest::newRow(name) << from << event << hasFills << to << true;
    };
    const auto refused = [](const char* name, S from, E event, bool hasFills = false) {
        QTest::newRow(name) << from << event << hasFills << from << false;
    };
    allowed("an intent is sent", S::Intent, E::Send, false, S::Sending);
    allowed("an intent is cancelled before it left", S::Intent, E::AskCancel, false, S::Cancelled);
    allowed("an old intent expires", S::Intent, E::Expire, false, S::Expired);
    refused("an intent cannot be filled", S::Intent, E::LastFill, true);
    refused("an intent cannot be lost", S::Intent, E::LoseAnswer);
    allowed("silence makes it unknown", S::Sending, E::LoseAnswer, false, S::Unknown);
    allowed("a fill overtakes the acceptance", S::Sending, E::PartFill, true, S::Partial);
    allowed("the acceptance comes after the fill", S::Partial, E::Accept, true, S::Partial);
    refused("what is being sent is not replaced", S::Sending, E::AskReplace);
    allowed("a refused replace works on", S::PendingReplace, E::RefuseReplace, false, S::Working);
    allowed("a refused replace works on, partly filled", S::PendingReplace, E::RefuseReplace, true,
            S::Partial);
    allowed("a fill overtakes the replace", S::PendingReplace, E::LastFill, true, S::Filled);
    allowed("a cancel overtakes the replace", S::PendingReplace, E::AskCancel, false, S::PendingCancel);
    allowed("the overtaken replace confirms", S::PendingCancel, E::ConfirmReplace, false, S::PendingCancel);
    allowed("a fill overtakes the cancel", S::PendingCancel, E::PartFill, true, S::PendingCancel);
    allowed("too late to cancel", S::PendingCancel, E::RefuseCancel, true, S::Partial);
    allowed("a partly filled order is cancelled", S::PendingCancel, E::ConfirmCancel, true, S::Cancelled);
    refused("a replace does not follow a cancel", S::PendingCancel, E::AskReplace);
    refused("a working order is not lost by silence", S::Working, E::LoseAnswer);
    refused("a working order is not proven absent", S::Working, E::ProveAbsent);
    refused("a filled order is not cancelled", S::Filled, E::ConfirmCancel, true);
    refused("a fill does not reopen a cancelled order", S::Cancelled, E::PartFill, true);
    allowed("the unknown order is found working", S::Unknown, E::Accept, false, S::Working);
    allowed("the unknown order is found partly filled", S::Unknown, E::Accept, true, S::Partial);
    allowed("the unknown order never arrived", S::Unknown, E::ProveAbsent, false, S::Rejected);
    refused("what has fills is not absent", S::Unknown, E::ProveAbsent, true);
    refused("what has fills is not rejected", S::Unknown, E::Reject, true);
    refused("an unknown order is not replaced", S::Unknown, E::AskReplace);
    allowed("the venue restates what works", S::Partial, E::Restate, true, S::Partial);
    allowed("a restatement leaves the unknown unknown", S::Unknown, E::Restate, false, S::Unknown);
    refused("what has ended is not restated", S::Cancelled, E::Restate);
    refused("what has not arrived is not restated", S::Sending, E::Restate);
    refused("an unknown order is not sent again", S::Unknown, E::Send);
}

void TestOrderLifecycle::theTableSaysWhatHappens()
{
    QFETCH(S, from);
    QFETCH(E, event);
    QFETCH(bool, hasFills);
    QFETCH(S, expected);
    QFETCH(bool, isAllowed);
    const auto found = next(from, event, hasFills);
    QCOMPARE(found.has_value(), isAllowed);
    if (found)
        QVERIFY2(*found == expected, textOf(*found));
}

void TestOrderLifecycle::everySequenceOfSevenEventsKeepsTheLaws()
{
    Explorer explorer;
    explorer.explore({.state = S::Intent, .total = Quantity(3), .filled = Quantity(0)}, 7);
    QVERIFY2(!explorer.broken, explorer.broken);
    // Every row of the table is walked through: none is dead.
    QCOMPARE(explorer.seen.size(), orderTransitions.size());
    QVERIFY(explorer.steps > 100'000);
}

void TestOrderLifecycle::theUnknownEndsByEvidenceOnly()
{
    const std::set<E> evidence {E::Accept,        E::Reject,        E::LastFill, E::ConfirmReplace,
                                E::RefuseReplace, E::ConfirmCancel, E::Expire,   E::ProveAbsent};
    for (std::size_t i = 0; i < orderEventCount; ++i) {
        const auto after = next(S::Unknown, E(i), false);
        const bool isResolved = after && *after != S::Unknown;
        QVERIFY2(isResolved == evidence.contains(E(i)), nameOf(E(i)).data());
    }
}

void TestOrderLifecycle::aFillIsCountedOnceAndNeverTooMuch()
{
    OrderProgress order {.state = S::Working, .total = Quantity(5), .filled = Quantity(0)};
    QCOMPARE(order.fill(Quantity(2)).value(), S::Partial);
    const auto tooMuch = order.fill(Quantity(4));
    QCOMPARE(tooMuch.error().code, std::string("order.overfill"));
    QCOMPARE(order.filled, Quantity(2));
    QCOMPARE(order.fill(Quantity(3)).value(), S::Filled);
    QCOMPARE(order.remaining(), Quantity(0));
}

void TestOrderLifecycle::answersAfterTheEndAreLateAndFillsAreNot()
{
    QVERIFY(isLateAnswer(S::Filled, E::RefuseCancel));
    QVERIFY(isLateAnswer(S::Cancelled, E::RefuseReplace));
    QVERIFY(!isLateAnswer(S::Cancelled, E::LastFill));
    QVERIFY(!isLateAnswer(S::Working, E::RefuseCancel));
    QVERIFY(!isLateAnswer(S::Filled, E::Send));
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestOrderLifecycle)
#include "tst_OrderLifecycle.moc"
