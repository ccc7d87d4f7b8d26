// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/CrashStory.h"

#include "app/start/DeskArguments.h"
#include "core/api/DeskClient.h"
#include "core/util/Clock.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>

namespace strikedesk {
namespace {

constexpr int readyWithinMs = 30'000;
constexpr double tradedWithinSeconds = 120;
constexpr int pictureWithinMs = 90'000;
constexpr unsigned long askEveryMs = 100;

Error processError(const char* what, QProcess& process)
{
    return {"shots.process",
            std::string(what) + " " + process.readAllStandardError().trimmed().toStdString()};
}

/// A program that ends with its owner, in good order if it can.
struct OwnedProcess
{
    QProcess process;

    ~OwnedProcess()
    {
        if (process.state() == QProcess::NotRunning)
            return;
        process.terminate();
        if (!process.waitForFinished(5'000))
            process.kill();
        process.waitForFinished(5'000);
    }
};

class CrashStory
{
public:
    explicit CrashStory(QString directory)
        : m_directory(std::move(directory))
        , m_profile(m_folder.filePath(QStringLiteral("desk")))
        , m_socket(m_folder.filePath(QStringLiteral("exchange.sock")))
    {
    }

    Result<void> tell()
    {
        OwnedProcess exchange;
        if (auto started = startExchange(exchange.process); !started)
            return started;
        if (auto killed = tradeAndKill(); !killed)
            return killed;
        return startAgain();
    }

private:
    Result<void> startExchange(QProcess& exchange)
    {
        // The same day as a desk that is started now.
        const auto options = start::deskOptionsFrom({}, DeskMode::Paper);
        if (!options)
            return fail(options.error());
        exchange.start(QCoreApplication::applicationDirPath() + QStringLiteral("/strikectl"),
                       {QStringLiteral("exchange"), QStringLiteral("--listen"), m_socket,
                        QStringLiteral("--simulated"), QStringLiteral("--date"),
                        QString::fromStdString(toIsoText(options->market.date)), QStringLiteral("--ledger"),
                        m_folder.filePath(QStringLiteral("ledger.jsonl"))});
        const bool isReady = exchange.waitForReadyRead(readyWithinMs)
            && QJsonDocument::fromJson(exchange.readLine()).object().value(QStringLiteral("ready")).toBool();
        if (!isReady)
            return fail(processError("The exchange did not start:", exchange));
        return {};
    }

    [[nodiscard]] QStringList deskArguments() const
    {
        return {QStringLiteral("--profile"), m_profile,          QStringLiteral("--exchange"), m_socket,
                QStringLiteral("--port"),    QStringLiteral("0")};
    }

    // SIGKILL, while one order works and another has left a position.
    Result<void> tradeAndKill()
    {
        OwnedProcess desk;
        desk.process.start(QCoreApplication::applicationFilePath(), deskArguments());
        const double until = steadySeconds() + tradedWithinSeconds;
        while (!isInTheMiddle()) {
            if (desk.process.waitForFinished(0) || desk.process.state() == QProcess::NotRunning)
                return fail(processError("The desk that was to be killed ended by itself:", desk.process));
            if (steadySeconds() > until)
                return fail(
                    processError("No order filled while another worked on the desk to kill.", desk.process));
            QThread::msleep(askEveryMs);
        }
        desk.process.kill();
        if (!desk.process.waitForFinished(readyWithinMs) || desk.process.exitStatus() != QProcess::CrashExit)
            return fail(processError("The desk was not ended by the kill.", desk.process));
        return {};
    }

    [[nodiscard]] bool isInTheMiddle() const
    {
        auto client = api::DeskClient::find(m_profile.toStdString());
        if (!client || !client->useToken({}))
            return false;
        const auto answer = client->ask("GET", "/api/v1/orders");
        if (!answer)
            return false;
        bool hasFilled = false;
        bool isWorking = false;
        const QJsonArray orders = answer->value(QStringLiteral("items")).toArray();
        for (const QJsonValue item : orders) {
            const QString state = item.toObject().value(QStringLiteral("state")).toString();
            hasFilled = hasFilled || state == QStringLiteral("filled");
            isWorking = isWorking || state == QStringLiteral("working");
        }
        return hasFilled && isWorking;
    }

    Result<void> startAgain()
    {
        OwnedProcess desk;
        desk.process.start(QCoreApplication::applicationFilePath(),
                           deskArguments()
                               + QStringList {QStringLiteral("--shots"), m_directory,
                                              QStringLiteral("--scenes"), QStringLiteral("recovery")});
        if (!desk.process.waitForFinished(pictureWithinMs) || desk.process.exitCode() != 0
            || desk.process.exitStatus() != QProcess::NormalExit)
            return fail(processError("The desk that was started again took no picture:", desk.process));
        return {};
    }

    QTemporaryDir m_folder;
    QString m_directory;
    QString m_profile;
    QString m_socket;
};

} // namespace

Result<void> renderCrashStory(const QString& directory)
{
    return CrashStory(directory).tell();
}

} // namespace strikedesk
