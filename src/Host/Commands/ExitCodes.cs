namespace Gongxin.Host.Commands;

// What the commands answer to scripts.
internal static class ExitCodes
{
    public const int Good = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Quarantined = 3;
}
