import re
import subprocess

import boto3
import pytest


@pytest.fixture(scope="session")
def bedrock_url():
    """Starts the emulator once for all tests."""
    server = subprocess.Popen(["outcrop", "local"], stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        if found := re.match(r"export AWS_ENDPOINT_URL_BEDROCK=(\S+)", line):
            yield found.group(1)
            break
    server.terminate()
    server.wait()


@pytest.fixture
def bedrock(bedrock_url):
    return boto3.client(
        "bedrock-runtime",
        endpoint_url=bedrock_url,
        region_name="us-east-1",
        aws_access_key_id="local",
        aws_secret_access_key="local",
    )
