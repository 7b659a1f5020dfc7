namespace Gongxin.Credit.Answers.Element;

// The code that the page of the element shows to copy. No key stands in any page of it.
internal static class CheckElementSamples
{
    public const string Script = "/ui/islands/gx-credit-check.js";

    public const string Listening =
        """
        document.querySelector("gx-credit-check").addEventListener("gx-checked", event => {
          const { id, verdict, measures } = event.detail;
          // Keep id with your case: by it the answer is proved later.
        });
        """;

    public static string RelayPage(string site, string link) =>
        $"""
        <script src="{site}{Script}" defer></script>
        <gx-credit-check api="/own/credit-check" purpose="licensing" case="2026-0001" lang="zh-CN">
          <a href="{site}/credit/check">{link}</a>
        </gx-credit-check>
        """;

    public static string RelayServer(string site) =>
        $$"""
        # Python, Flask. The officer is signed in to your system; the key is in the environment of your server.
        @app.post("/own/credit-check")
        @officers_only
        def credit_check():
            answer = requests.post("{{site}}/api/v1/credit/check", data=request.get_data(), timeout=5, headers={
                "Authorization": "Bearer " + os.environ["CREDIT_KEY"], "Content-Type": "application/json",
                "Accept-Language": request.headers.get("Accept-Language", "zh-Hans")})
            return answer.content, answer.status_code, {"Content-Type": answer.headers["Content-Type"]}
        """;

    public static string KeyPage(string site) =>
        $$"""
        <script src="{{site}}{{Script}}" defer></script>
        <gx-credit-check purpose="procurement"></gx-credit-check>
        <script type="module">
          // From your own server, for the officer who is signed in there; never written into the page.
          const { key } = await (await fetch("/own/credit-key")).json();
          document.querySelector("gx-credit-check").key = key;
        </script>
        """;
}
