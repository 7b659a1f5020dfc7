using Microsoft.AspNetCore.Http;

namespace Gongxin.Portal.Statistics;

// Who asks, as far as the request says: a person in a browser, a page of this site, a robot.
internal static class Readers
{
    private static readonly string[] Robots = ["bot", "crawl", "spider", "slurp", "archiver"];
    private static readonly string[] Watchers = ["headless", "lighthouse", "monitor", "preview"];

    public static bool IsRobot(string agent) => Names(agent, Robots);

    // Browsers name themselves so; what is fetched before anybody asks for it is not read.
    public static bool IsPerson(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return agent.StartsWith("Mozilla/", StringComparison.Ordinal)
            && !Names(agent, Watchers)
            && !request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);
    }

    // A table or chart on a page of this site asks for its rows: that is part of the view.
    public static bool IsOwnPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "same-origin";

    private static bool Names(string agent, string[] words) => words.Any(word => agent.Contains(word, StringComparison.OrdinalIgnoreCase));
}
