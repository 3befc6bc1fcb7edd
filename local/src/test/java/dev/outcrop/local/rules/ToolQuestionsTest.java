package dev.outcrop.local.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outcrop.json.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Questions and tools as in public sample programs, with the calls that a model would make. A tool
 * is {@code name(input: description, …): description}; {@code ?} marks an input that is not
 * required, {@code []} an array, {@code #} a number, {@code %} an integer.
 */
class ToolQuestionsTest {
    static final String WEATHER_TOOL =
            "Weather_Tool(latitude: Geographical WGS84 latitude of the location.; longitude:"
                    + " Geographical WGS84 longitude of the location.): Get the current weather for"
                    + " a given location, based on its WGS84 coordinates.";
    private static final String TOP_SONG =
            "top_song(sign: The call sign for the radio station for which you want the most popular"
                    + " song. Example calls signs are WZPZ and WKRP.): Get the most popular song"
                    + " played on a radio station.";
    private static final String ARITHMETIC =
            "add(a%; b%): Add two integers. & multiply(a%; b%): Multiply two integers.";
    static final String CHAIN =
            "geocode(place: The place): Finds the coordinates of a place. & timezone(latitude#;"
                    + " longitude#): Returns the time zone at coordinates. & get_weather(latitude#;"
                    + " longitude#; timezone): Returns the weather at coordinates.";
    private static final String STRANDS =
            "calculator(expression: The mathematical expression to evaluate): Evaluates"
                    + " mathematical expressions. & current_time(timezone?: The time zone): Get the"
                    + " current time in ISO format. & letter_counter(word: The input word to search"
                    + " in; letter: The specific letter to count): Count occurrences of a specific"
                    + " letter in a word.";
    private static final String SUPPORT =
            "get_customer(email: The customer's email address): Finds a customer and their id. &"
                    + " get_orders(customer_id: The id of the customer): Lists the orders of a"
                    + " customer. & cancel_order(order_id: The id of the order): Cancels an order.";
    private static final String FLIGHTS =
            "book_flight(origin: City of departure; destination: City of arrival; date:"
                    + " YYYY-MM-DD; passengers%?: How many): Books a flight. & book_hotel(city;"
                    + " nights%): Books a hotel room.";

    static List<String> questions() {
        return List.of(
                "What is the most popular song on WZPZ?|" + TOP_SONG + "|top_song{'sign':'WZPZ'}",
                "What's the weather like in Seattle right now?|"
                        + WEATHER_TOOL
                        + "|Weather_Tool{'latitude':'47.61','longitude':'-122.33'}",
                "Where is the warmest city in Washington State right now?|"
                        + WEATHER_TOOL
                        + "|Weather_Tool{'latitude':'47.40','longitude':'-120.70'}",
                "What's the weather like in San Francisco?|"
                        + CHAIN
                        + "|geocode{'place':'San Francisco'}",
                "What is 3 * 12? Also, what is 11 + 49?|"
                        + ARITHMETIC
                        + "|multiply{'a':3,'b':12}|add{'a':11,'b':49}",
                "How long ago did Neil Armstrong touch down on the moon?|get_current_time(tz?: Time"
                        + " zone to display the current time in.): Gets the current time in the"
                        + " given time zone.|get_current_time{}",
                "Give me a weather report for London and Chicago.|get_weather(cities[]: A vector of"
                        + " city names): Report on weather conditions in multiple cities."
                        + "|get_weather{'cities':['London','Chicago']}",
                "Tell me how many letter R's are in the word \"strawberry\"|"
                        + STRANDS
                        + "|letter_counter{'word':'strawberry','letter':'R'}",
                "I have 3 requests:\n1. What is the time right now?\n2. Calculate 3111696 / 74088\n"
                        + "3. Tell me how many letter R's are in the word \"strawberry\" 🍓|"
                        + STRANDS
                        + "|current_time{}|calculator{'expression':'3111696 / 74088'}"
                        + "|letter_counter{'word':'strawberry','letter':'R'}",
                "Can you send an email to ilan@example.com and katia@example.com saying hi?|"
                        + "send_email(to: The recipient email address.; subject: Email subject"
                        + " line.; body: Body of the email message.): Send an email to a given"
                        + " recipient with a subject and message."
                        + "|send_email{'to':'ilan@example.com','subject':'hi','body':'hi'}"
                        + "|send_email{'to':'katia@example.com','subject':'hi','body':'hi'}",
                "What's the S&P 500 at today?|get_stock_price(ticker: The stock ticker symbol, e.g."
                        + " AAPL for Apple Inc.): Get the current stock price for a given ticker"
                        + " symbol.|get_stock_price{'ticker':'^GSPC'}",
                "Do I need a coat in Oslo?|temperature(city: for example Oslo): The temperature in a"
                        + " city, in degrees Celsius|temperature{'city':'Oslo'}",
                "What's the status of my transaction T1001?|retrieve_payment_status(transaction_id:"
                        + " The transaction id.): Get payment status of a transaction &"
                        + " retrieve_payment_date(transaction_id: The transaction id.): Get payment"
                        + " date of a transaction|retrieve_payment_status{'transaction_id':'T1001'}",
                "When was my transaction T1001 paid?|payment_status(transaction_id): Get payment"
                        + " status of a transaction & payment_date(transaction_id): When a"
                        + " transaction was paid|payment_date{'transaction_id':'T1001'}",
                "What is the weather in Paris, Tokyo and New York?|get_current_weather(location: The"
                        + " city and state, e.g. San Francisco, CA): Get the current weather"
                        + "|get_current_weather{'location':'Paris'}"
                        + "|get_current_weather{'location':'Tokyo'}"
                        + "|get_current_weather{'location':'New York'}",
                "What's the weather like in Portland, OR?|get_weather(location: The city and state):"
                        + " Get the weather|get_weather{'location':'Portland, OR'}",
                "Is it warmer in London or Chicago?|"
                        + WEATHER_TOOL
                        + "|Weather_Tool{'latitude':'51.51','longitude':'-0.13'}"
                        + "|Weather_Tool{'latitude':'41.88','longitude':'-87.63'}",
                "What is the square root of 475695037565?|squareRoot(x#): Calculates the square root"
                        + " of a number|squareRoot{'x':475695037565}",
                "What are the square roots of 16 and 25?|square_root(x#): Calculates the square root"
                        + "|square_root{'x':16}|square_root{'x':25}",
                "Book a flight from New York to Paris on 2027-03-04|"
                        + FLIGHTS
                        + "|book_flight{'origin':'New York','destination':'Paris',"
                        + "'date':'2027-03-04'}",
                "I want a hotel room in Lisbon for 3 nights|"
                        + FLIGHTS
                        + "|book_hotel{'city':'Lisbon','nights':3}",
                "Show the orders of ann@example.org|"
                        + SUPPORT
                        + "|get_customer{'email':'ann@example.org'}",
                "Please cancel order O-1234|" + SUPPORT + "|cancel_order{'order_id':'O-1234'}",
                "Which orders does customer C1 have?|"
                        + SUPPORT
                        + "|get_orders{'customer_id':'C1'}",
                "Summarize https://example.org/post/1 please|fetch_page(url: Address of the page):"
                        + " Reads a web page & search(query: What to look for): Searches the web"
                        + "|fetch_page{'url':'https://example.org/post/1'}",
                "Who won the world cup in 1998?|web_search(query: What to look for): Searches the"
                        + " web|web_search{'query':'Who won the world cup in 1998?'}",
                "What time is it in Tokyo?|get_time(timezone: IANA time zone): The time in a time"
                        + " zone|get_time{'timezone':'Asia/Tokyo'}",
                "How do Apple and Microsoft trade today?|stock_price(ticker: Ticker symbol): The"
                        + " price of a stock|stock_price{'ticker':'AAPL'}"
                        + "|stock_price{'ticker':'MSFT'}",
                "Evaluate (2 + 3) * 4|calculate(expression: An arithmetic expression): Evaluates an"
                        + " expression|calculate{'expression':'(2 + 3) * 4'}",
                "What is the sum of 7, 8 and 9?|sum(numbers[]#: Numbers to add): Adds up numbers"
                        + "|sum{'numbers':[7,8,9]}",
                "Translate 'good morning' to French|translate(text: Text to translate;"
                        + " target_language: Language): Translates a text"
                        + "|translate{'text':'good morning','target_language':'French'}",
                "How far is it from Berlin to Munich?|distance(from: Start; to: End): Distance"
                        + " between two cities & weather(city): Weather in a city"
                        + "|distance{'from':'Berlin','to':'Munich'}",
                "Hello!|first(): One thing & second(): Another|first{}",
                "Divide 84 by 7|add(a#; b#): Add numbers & divide(a#; b#): Divide numbers"
                        + "|divide{'a':84,'b':7}");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void callsWhatTheQuestionAsksFor(String line) {
        String[] parts = line.split("\\|", -1);
        Asked asked = Asked.of(Asked.body(parts[0], tools(parts[1])));

        assertThat(calls(asked))
                .isEqualTo(Arrays.stream(parts).skip(2).map(c -> c.replace('\'', '"')).toList());
        assertThat(asked.stopReason()).isEqualTo("tool_use");
    }

    /** The calls of an answer, as {@code name{input}}. */
    static List<String> calls(Asked asked) {
        List<String> calls = new ArrayList<>();
        for (var event : asked.events()) {
            String name = event.payload().object("start").object("toolUse").string("name");
            String input = event.payload().object("delta").object("toolUse").string("input");
            if (name != null) {
                calls.add(name);
            } else if (input != null) {
                calls.add(calls.removeLast() + input);
            }
        }
        return calls;
    }

    /** A {@code toolConfig} of tools in the short form. */
    static String tools(String tools) {
        List<String> specs = new ArrayList<>();
        for (String tool : tools.split(" & ", -1)) {
            int open = tool.indexOf('(');
            int close = tool.indexOf("):");
            specs.add(
                    "{'toolSpec':{'name':'"
                            + tool.substring(0, open).strip()
                            + "','description':"
                            + Json.of(tool.substring(close + 2).strip())
                                    .toString()
                                    .replace("'", "’")
                            + ",'inputSchema':{'json':"
                            + schema(tool.substring(open + 1, close))
                            + "}}}");
        }
        return "'toolConfig':{'tools':[" + String.join(",", specs) + "]}";
    }

    private static String schema(String inputs) {
        List<String> properties = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (String input : inputs.isBlank() ? new String[0] : inputs.split(";", -1)) {
            int colon = input.indexOf(':');
            String sign = (colon < 0 ? input : input.substring(0, colon)).strip();
            String description = colon < 0 ? "" : input.substring(colon + 1).strip();
            String name = sign.replaceAll("[^\\w]", "");
            String type = sign.contains("#") ? "number" : sign.contains("%") ? "integer" : "string";
            String of = "{'type':'" + type + "'}";
            properties.add(
                    "'"
                            + name
                            + "':"
                            + (sign.contains("[]")
                                    ? "{'type':'array','items':" + of
                                    : of.replace("}", ""))
                            + ",'description':"
                            + Json.of(description).toString().replace("'", "’")
                            + "}");
            if (!sign.contains("?")) {
                required.add("'" + name + "'");
            }
        }
        return "{'type':'object','properties':{"
                + String.join(",", properties)
                + "},'required':["
                + String.join(",", required)
                + "]}";
    }
}
