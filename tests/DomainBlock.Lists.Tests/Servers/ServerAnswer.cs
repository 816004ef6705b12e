using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace DomainBlock.Lists.Tests.Servers;

/// <summary>What a message of DNS answers, in one word, as <see cref="RuleAnswer.ToString"/> has it.</summary>
internal static class ServerAnswer
{
    /// <summary>There is no answer.</summary>
    public const string Drop = "DROP";

    /// <summary>What comes from the upstream, whatever the type.</summary>
    public static readonly string Upstream = new IPAddress(AnsweringUpstream.Address).ToString();

    private const int HeaderSize = 12;

    /// <summary>What a server would answer that gives a rule's answer to a question of a type.</summary>
    public static string Expect(RuleAnswer answer, ushort type)
    {
        if (answer.Kind != RuleAnswerKind.Addresses)
            return answer.ToString();
        string[] addresses =
        [
            .. answer.Addresses.Select(address => address.ToString())
                .Where(address => QueryType.ToText(type) == (address.Contains(':', StringComparison.Ordinal) ? "AAAA" : "A")).Order(StringComparer.Ordinal),
        ];
        return addresses.Length == 0 ? RuleAnswer.NoData.ToString() : string.Join('|', addresses);
    }

    /// <summary>Reads an answer; a CNAME counts before the addresses that it led to.</summary>
    public static string Read(byte[] message)
    {
        int code = message[3] & 15;
        if (code != 0)
            return code switch { 3 => "NXDOMAIN", 5 => "REFUSED", _ => $"RCODE {code}" };
        int place = HeaderSize;
        ReadName(message, ref place);
        place += 4;
        var addresses = new List<string>();
        for (int left = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(6)); left > 0; left--)
        {
            ReadName(message, ref place);
            int type = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(place));
            int length = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(place + 8));
            place += 10;
            int data = place;
            if (type == 5)
                return $"CNAME|{ReadName(message, ref data)}";
            if (type is 1 or 28)
                addresses.Add(new IPAddress(message.AsSpan(place, length)).ToString());
            place += length;
        }
        return addresses.Count == 0 ? "NODATA" : string.Join('|', addresses.Order(StringComparer.Ordinal));
    }

    private static string ReadName(byte[] message, ref int place)
    {
        var labels = new List<string>();
        int at = place;
        bool hasJumped = false;
        while (message[at] != 0)
        {
            if (message[at] >= 192)
            {
                place = hasJumped ? place : at + 2;
                hasJumped = true;
                at = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at)) & 0x3FFF;
                continue;
            }
            labels.Add(Encoding.ASCII.GetString(message, at + 1, message[at]));
            at += 1 + message[at];
        }
        place = hasJumped ? place : at + 1;
        return string.Join('.', labels);
    }
}
