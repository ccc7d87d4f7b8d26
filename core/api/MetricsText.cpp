// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/MetricsText.h"

#include <QtGlobal>

#include <fmt/format.h>
#include <strikedesk/BuildIdentity.h>

#include <string_view>

namespace strikedesk::api {
namespace {

class MetricsWriter
{
public:
    void begin(std::string_view name, std::string_view type, std::string_view help)
    {
        m_name = fmt::format("strikedesk_{}", name);
        m_text += fmt::format("# HELP {} {}\n# TYPE {} {}\n", m_name, help, m_name, type);
    }
    void value(double number) { m_text += fmt::format("{} {}\n", m_name, number); }
    void value(std::string_view labels, double number)
    {
        m_text += fmt::format("{}{{{}}} {}\n", m_name, labels, number);
    }
    void valueOf(std::string_view suffix, std::string_view labels, double number)
    {
        m_text += fmt::format("{}{}{{{}}} {}\n", m_name, suffix, labels, number);
    }
    void single(std::string_view name, std::string_view type, std::string_view help, double number)
    {
        begin(name, type, help);
        value(number);
    }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    std::string m_text;
    std::string m_name;
};

std::string metricLabel(std::string_view name, std::string_view text)
{
    std::string label(name);
    label += "=\"";
    for (const char c : text) {
        if (c == '\\' || c == '"')
            label += '\\';
        label += c == '\n' ? ' ' : c;
    }
    return label + '"';
}

void writeDesk(MetricsWriter& out, const DeskSnapshot& desk)
{
    out.begin("build_info", "gauge", "Version of the program; always 1.");
    out.value(fmt::format("{},{},{}", metricLabel("version", build::version),
                          metricLabel("commit", build::commit), metricLabel("qt", qVersion())),
              1);
    out.begin("mode_info", "gauge", "Mode of the desk; always 1.");
    out.value(metricLabel("mode", nameOf(desk.mode)), 1);
    out.single("armed", "gauge", "1 when orders may open risk.", desk.isArmed);
    out.single("reconciled", "gauge", "1 when the books agree with the venue.", desk.isReconciled);
    out.single("kill_engaged", "gauge", "1 while the kill switch is engaged.", desk.kill.isEngaged);
    out.single("snapshots_total", "counter", "Snapshots the desk has published.", double(desk.revision));
    out.single("queue_depth", "gauge", "Commands and events waiting for the trading thread.",
               double(desk.queueDepth));
    out.single("audit_durable_sequence", "gauge", "Newest durable audit record.",
               double(desk.durableSequence));
    if (desk.dataAgeSeconds)
        out.single("data_age_seconds", "gauge", "Since anything was heard from the feed.",
                   *desk.dataAgeSeconds);
    if (!desk.links.empty())
        out.begin("link_up", "gauge", "1 when the link is up.");
    for (const LinkView& link : desk.links)
        out.value(metricLabel("link", link.name), link.isUp);
    std::map<std::string_view, int> orders;
    for (const OrderView& order : desk.orders)
        ++orders[nameOf(order.state)];
    if (!orders.empty())
        out.begin("orders", "gauge", "Orders of today and open ones, by state.");
    for (const auto& [state, count] : orders)
        out.value(metricLabel("state", state), count);
    out.single("positions", "gauge", "Open position legs.", double(desk.positions.size()));
}

void writeMoney(MetricsWriter& out, const DeskSnapshot& desk)
{
    const AccountView& account = desk.account;
    out.single("cash_dollars", "gauge", "Cash of the account.", account.cash.toDouble());
    out.single("buying_power_dollars", "gauge", "Buying power of the account.",
               account.buyingPower.toDouble());
    out.single("margin_required_dollars", "gauge", "Margin the open positions need.",
               account.marginRequired.toDouble());
    out.single("realised_dollars", "gauge", "Realised profit and loss, fees left out.",
               account.realised.toDouble());
    if (account.unrealised)
        out.single("unrealised_dollars", "gauge", "Unrealised profit and loss at mark.",
                   account.unrealised->toDouble());
    out.single("fees_dollars", "gauge", "Fees paid.", account.fees.toDouble());
    if (desk.slippageLevels.empty())
        return;
    out.begin("slippage_dollars", "gauge", "Slippage budgets: limit, reserved, spent and left.");
    for (const SlippageLevelView& level : desk.slippageLevels) {
        const std::string labels
            = metricLabel("level", level.level) + "," + metricLabel("name", level.name) + ",kind=\"";
        out.value(labels + "limit\"", level.limit.toDouble());
        out.value(labels + "reserved\"", level.reserved.toDouble());
        out.value(labels + "spent\"", level.spent.toDouble());
        out.value(labels + "left\"", level.left.toDouble());
    }
}

void writeSession(MetricsWriter& out, const SessionView& session)
{
    out.begin("session_tasks", "gauge", "Tasks of the session, by state.");
    out.value("state=\"all\"", session.tasksTotal);
    out.value("state=\"done\"", session.tasksDone);
    out.value("state=\"failed\"", session.tasksFailed);
}

void writeServer(MetricsWriter& out, const ApiStatistics& statistics)
{
    out.single("http_connections", "gauge", "Open client connections.", double(statistics.connections));
    out.single("http_requests_pending", "gauge", "Requests being served.",
               double(statistics.pendingRequests));
    out.single("stream_clients", "gauge", "Open WebSocket streams.", double(statistics.streamClients));
    if (const GateMetrics* gate = statistics.gate) {
        out.single("http_connections_total", "counter", "Connections taken.",
                   double(gate->connectionsOpened));
        out.single("http_connections_refused_total", "counter", "Connections refused for want of room.",
                   double(gate->connectionsRefused));
        out.single("http_connections_evicted_total", "counter", "Idle strangers ended to make room.",
                   double(gate->connectionsEvicted));
        out.single("http_connections_timed_out_total", "counter", "Connections ended for slowness.",
                   double(gate->connectionsTimedOut));
        out.single("http_left_while_pending_total", "counter", "Clients that left before their answer.",
                   double(gate->leftWhilePending));
        if (!gate->refusals.empty())
            out.begin("http_refusals_total", "counter", "Requests the gate refused, by code.");
        for (const auto& [code, count] : gate->refusals)
            out.value(metricLabel("code", code), double(count));
    }
    if (statistics.answers.empty())
        return;
    out.begin("http_answers_total", "counter", "Answers, by operation and status.");
    for (const auto& [key, count] : statistics.answers)
        out.value(metricLabel("operation", key.first) + fmt::format(",status=\"{}\"", key.second),
                  double(count));
    out.begin("http_answer_duration_seconds", "histogram", "From the whole request to its answer.");
    for (const auto& [operation, counts] : statistics.durations) {
        const std::string label = metricLabel("operation", operation);
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < counts.buckets.size(); ++i) {
            sum += counts.buckets[i];
            out.valueOf("_bucket", label + fmt::format(",le=\"{}\"", ApiStatistics::bucketSeconds[i]),
                        double(sum));
        }
        out.valueOf("_bucket", label + ",le=\"+Inf\"", double(counts.count));
        out.valueOf("_sum", label, counts.seconds);
        out.valueOf("_count", label, double(counts.count));
    }
}

} // namespace

std::string metricsText(const DeskSnapshot& desk, const ApiStatistics& statistics)
{
    MetricsWriter out;
    writeDesk(out, desk);
    writeMoney(out, desk);
    writeSession(out, desk.session);
    writeServer(out, statistics);
    return out.take();
}

} // namespace strikedesk::api
