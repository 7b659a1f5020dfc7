namespace Gongxin.Kernel.Http;

/// <summary>Parameters that mean the same in every address.</summary>
public static class AddressParameters
{
    /// <summary>Language of the answer; goes before the reader's own choice, so that a link can be shared in one language.</summary>
    public const string Language = "lang";
}
