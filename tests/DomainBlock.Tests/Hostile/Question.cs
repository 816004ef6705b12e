using System.Text;

namespace DomainBlock.Tests.Hostile;

/// <summary>A name to ask for, in each form that one can ask in.</summary>
internal sealed record Question(DomainName Name, string Text, byte[] Utf8, byte[] Wire)
{
    public static Question Of(DomainName name)
    {
        string text = name.ToString();
        return new Question(name, text, Encoding.UTF8.GetBytes(text), [.. name.Octets, 0]);
    }
}
