namespace Gongxin.Governance.Accounts;

// Words that everybody tries first, and what is made of them by adding digits and signs, repeating or running along the keyboard.
internal static class CommonPasswords
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "password", "passw0rd", "p@ssw0rd", "p@ssword", "pa$$word", "pa$$w0rd", "passwd", "pass", "mima", "wodemima", "admin", "administrator",
        "admin@", "guanliyuan", "root", "toor", "system", "sysadmin", "secadmin", "auditor", "manager", "operator", "reporter", "reviewer",
        "officer", "developer", "test", "testing", "ceshi", "guest", "user", "login", "welcome", "huanying", "changeme", "letmein", "secret",
        "default", "master", "access", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "qazwsx", "qazwsxedc", "1qaz2wsx",
        "1q2w3e4r", "1q2w3e4r5t", "q1w2e3r4", "zaq12wsx", "qweasdzxc", "qweasd", "asd", "qwe", "abc", "abcd", "abcdef", "abcdefgh", "abcabc",
        "aaa", "iloveyou", "woaini", "woaiwojia", "woaizhongguo", "wozhiaini", "nihao", "zhongguo", "china", "beijing", "shanghai", "hangzhou",
        "zhejiang", "guangdong", "shenzhen", "chengdu", "wuhan", "nanjing", "tianjin", "chongqing", "gongxin", "xinyong", "dragon", "monkey",
        "tiger", "superman", "batman", "football", "baseball", "basketball", "sunshine", "princess", "shadow", "michael", "jordan", "hello",
        "helloworld", "freedom", "whatever", "trustno", "starwars", "computer", "internet", "windows", "linux", "oracle", "mysql", "postgres",
        "sqlserver", "huawei", "lenovo", "alibaba", "taobao", "tencent", "weixin", "wechat", "baidu", "server", "service", "support", "office",
        "company", "summer", "winter", "spring", "autumn", "january", "monday", "friday", "money", "facai", "liuliuliu", "woshishui",
        "zhangwei", "wangwei", "lilei", "hanmeimei", "xiaoming", "zhangsan", "lisi", "wangwu", "tianxia", "hehe", "haha",
    };

    private static readonly string[] Runs = ["01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    public static bool Has(string password)
    {
        var plain = password.ToLowerInvariant();
        var core = plain.Trim("0123456789!@#$%^&*()_+-=.,?/\\|~` ".ToCharArray());
        return Words.Contains(plain) || Words.Contains(core) || core.Length == 0 && !IsVaried(plain) || IsRepeated(plain) || Runs.Any(r => r.Contains(plain, StringComparison.Ordinal));
    }

    // Digits and signs only: good when there are enough different ones.
    private static bool IsVaried(string text) => text.Distinct().Count() >= 8 && !Runs.Any(r => r.Contains(text[..Math.Min(6, text.Length)], StringComparison.Ordinal));

    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, text.Length / 2).Where(n => text.Length % n == 0).Any(n => Enumerable.Range(0, text.Length).All(i => text[i] == text[i % n]));
}
